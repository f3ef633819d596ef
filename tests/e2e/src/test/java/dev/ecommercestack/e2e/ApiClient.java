package dev.ecommercestack.e2e;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of the contract test as the document of the API describes them. */
final class ApiClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;

  ApiClient(URI address) {
    this.address = address;
  }

  /**
   * Sends a request.
   *
   * @param token the access token; null for none
   */
  HttpResponse<String> send(
      ApiDocument.Operation operation, Request request, @Nullable String token) {
    String path = operation.path();
    int used = 0;
    while (path.contains("{")) {
      path = path.replaceFirst("\\{[^}]*}", request.variables()[used++]);
    }
    if (used < request.variables().length) {
      path += request.variables()[used];
    }
    var builder = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    for (var parameter : operation.definition().path("parameters")) {
      if (parameter.path("name").asString().equals("Idempotency-Key")) {
        builder.header("Idempotency-Key", UUID.randomUUID().toString());
      }
    }
    if (request.body() == null) {
      builder.method(operation.method(), BodyPublishers.noBody());
    } else {
      String body =
          request.body() instanceof String text
              ? text
              : JsonMapper.shared().writeValueAsString(request.body());
      builder
          .header("Content-Type", request.contentType())
          .method(operation.method(), BodyPublishers.ofString(body));
    }
    try {
      return http.send(builder.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(operation.method() + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
