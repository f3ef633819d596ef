package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/**
 * Another service refused a call. Catch it to act on {@link #remoteCode()}; otherwise the client
 * gets 502 {@code dependency_failed}, because this service's call failed, not the client's.
 */
public final class RemoteProblemException extends ProblemException {
  private final String service;
  private final HttpStatusCode remoteStatus;
  private final String remoteCode;
  private final transient JsonNode document;

  RemoteProblemException(
      String service,
      HttpStatusCode remoteStatus,
      String remoteCode,
      String detail,
      JsonNode document) {
    super(
        ProblemCode.DEPENDENCY_FAILED,
        "%s answered %d %s: %s".formatted(service, remoteStatus.value(), remoteCode, detail));
    this.service = service;
    this.remoteStatus = remoteStatus;
    this.remoteCode = remoteCode;
    this.document = document;
  }

  /** Returns the name of the service that refused. */
  public String service() {
    return service;
  }

  /** Returns the status that it answered. */
  public HttpStatusCode remoteStatus() {
    return remoteStatus;
  }

  /** Returns the code of its problem document, or one derived from the status. */
  public String remoteCode() {
    return remoteCode;
  }

  /** Returns its problem document, or an empty object if there was none. */
  public JsonNode document() {
    return document;
  }

  /**
   * Returns whether the same request may succeed later: the service was overloaded or failed, and
   * the request was not the cause.
   */
  public boolean transientFailure() {
    return remoteStatus.is5xxServerError()
        || remoteStatus.value() == HttpStatus.TOO_MANY_REQUESTS.value();
  }
}
