package dev.ecommercestack.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends HTTP requests of the tests. A test may send more requests of one account than the gateway
 * allows: one with a token that is refused for it is sent again after {@code Retry-After}.
 */
final class HttpSender {
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Sends a request and returns its response. */
  HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(Duration.ofSeconds(30)).build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      while (response.statusCode() == TOO_MANY_REQUESTS
          && request.headers().firstValue("Authorization").isPresent()) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElseThrow();
        Thread.sleep(Duration.ofSeconds(seconds));
        response = http.send(request, BodyHandlers.ofString());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
