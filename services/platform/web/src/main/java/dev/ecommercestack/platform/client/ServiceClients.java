package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.balancing.UnsentRequest;
import dev.ecommercestack.platform.problem.Problems;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates clients of other services, which are found and balanced through the registry. Each call
 * has a connect and a read timeout and carries the trace. A call for which there was no connection
 * goes to up to two other instances; any other is sent once, as only the caller knows whether it
 * may be sent again.
 */
public final class ServiceClients {
  private static final int MAX_RETRIES = 2;

  private final Supplier<RestClient.Builder> builders;
  private final List<ClientHttpRequestInterceptor> balancing;
  private final Function<String, ClientHttpRequestInterceptor> identification;
  private final JsonMapper json;

  ServiceClients(
      Supplier<RestClient.Builder> builders,
      List<ClientHttpRequestInterceptor> balancing,
      Function<String, ClientHttpRequestInterceptor> identification,
      JsonMapper json) {
    this.builders = builders;
    this.balancing = List.copyOf(balancing);
    this.identification = identification;
    this.json = json;
  }

  /**
   * Returns a client of a service; give it relative URIs. It sends a service token for this
   * service.
   *
   * <p>A refusal is thrown as {@link RemoteProblemException}; a service that cannot be reached or
   * does not answer in time as {@link org.springframework.web.client.ResourceAccessException}.
   *
   * @param service the name of the service in the registry
   */
  public RestClient to(String service) {
    return builders
        .get()
        .baseUrl("http://" + service)
        .requestInterceptor(ServiceClients::noInstanceIsUnreachable)
        .requestInterceptor(identification.apply(service))
        .requestInterceptor(ServiceClients::retryUnsent)
        .requestInterceptors(all -> all.addAll(balancing))
        .defaultStatusHandler(
            HttpStatusCode::isError, (request, response) -> refuse(service, request, response))
        .build();
  }

  /**
   * Returns a client that resolves hosts by DNS, without the registry, and sends no token. The
   * issuer of tokens is called with it: every service may write to the registry, so who is found
   * there must not decide which keys are trusted and who gets this service's secret.
   */
  public RestClient direct() {
    return direct(builders.get());
  }

  static RestClient direct(RestClient.Builder builder) {
    return builder.requestInterceptor(ServiceClients::retryUnsent).build();
  }

  /** Makes a service without an instance unreachable, instead of an error of the caller. */
  private static ClientHttpResponse noInstanceIsUnreachable(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    try {
      return execution.execute(request, body);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Tries the next instance: the balancer leaves out the one that could not be connected to. */
  private static ClientHttpResponse retryUnsent(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    for (int failed = 0; failed < MAX_RETRIES; failed++) {
      try {
        return execution.execute(request, body);
      } catch (IOException e) {
        if (!UnsentRequest.causedBy(e) && !(e instanceof ConnectTimeoutException)) {
          throw e;
        }
      }
    }
    return execution.execute(request, body);
  }

  private void refuse(String service, HttpRequest request, ClientHttpResponse response)
      throws IOException {
    HttpStatusCode status = response.getStatusCode();
    JsonNode document = read(response);
    throw new RemoteProblemException(
        service,
        status,
        document.path("code").asString(Problems.codeOf(status)),
        document.path("detail").asString(request.getMethod() + " " + request.getURI().getPath()),
        document);
  }

  private JsonNode read(ClientHttpResponse response) throws IOException {
    try {
      JsonNode document = json.readTree(response.getBody());
      return document.isObject() ? document : json.createObjectNode();
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }
}
