package dev.ecommercestack.testing.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** HTTP client for JSON APIs of services, with {@code Accept-Language: en}. */
public final class Http {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /**
   * Sends a request.
   *
   * @param body the body, written as JSON; null for none
   * @param token an access token; null for none
   * @param headers additional headers: name, value, name, value
   * @throws UncheckedIOException if the server does not respond
   */
  public static Answer send(
      String method, URI uri, @Nullable Object body, @Nullable String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Accept-Language", "en")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = exchange(request.build(), BodyHandlers.ofString());
    String text = answer.body();
    return new Answer(
        answer.statusCode(),
        answer.headers(),
        text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** Returns the body of a GET request as text. */
  public static String text(URI uri) {
    return exchange(
            HttpRequest.newBuilder(uri).timeout(REQUEST_TIMEOUT).build(), BodyHandlers.ofString())
        .body();
  }

  /**
   * Sends a request that the caller has built.
   *
   * @throws UncheckedIOException if the server does not respond
   */
  public static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
