package dev.ecommercestack.platform.client;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Adds the service token. A refused token is replaced once: a request that is answered with 401 had
 * no effect, so any method may be sent again.
 */
final class ServiceTokenInterceptor implements ClientHttpRequestInterceptor {
  private final FetchedServiceToken tokens;

  ServiceTokenInterceptor(FetchedServiceToken tokens) {
    this.tokens = tokens;
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    String token = tokens.token();
    request.getHeaders().setBearerAuth(token);
    ClientHttpResponse response = execution.execute(request, body);
    if (response.getStatusCode().value() != HttpStatus.UNAUTHORIZED.value()) {
      return response;
    }
    response.close();
    tokens.refused(token);
    request.getHeaders().setBearerAuth(tokens.token());
    return execution.execute(request, body);
  }
}
