package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/**
 * Another service refused a call. Catch it to act on {@link #remoteCode()}; if nobody does, the
 * caller is answered 502 {@code dependency_failed}, as it was our call that failed, not theirs.
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
        HttpStatus.BAD_GATEWAY,
        "dependency_failed",
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

  /** Returns the code of its problem document, or one made of the status. */
  public String remoteCode() {
    return remoteCode;
  }

  /** Returns its whole problem document, an empty object if there was none. */
  public JsonNode document() {
    return document;
  }

  /**
   * Returns whether sending the same again may succeed: the service was overloaded or broken, the
   * request was not at fault.
   */
  public boolean transientFailure() {
    return remoteStatus.is5xxServerError()
        || remoteStatus.value() == HttpStatus.TOO_MANY_REQUESTS.value();
  }
}
