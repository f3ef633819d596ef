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

/** Speaks JSON with services, as somebody who reads English. */
public final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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
   * @param body written as JSON; null for none
   * @param token an access token; null for none
   * @param headers further ones: name, value, name, value
   * @throws UncheckedIOException if nothing was answered
   */
  public static Answer send(
      String method, URI uri, @Nullable Object body, @Nullable String token, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
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

  /** Returns a page's text. */
  public static String text(URI uri) {
    return exchange(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString())
        .body();
  }

  /**
   * Sends a request of the caller's own making.
   *
   * @throws UncheckedIOException if nothing was answered
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
