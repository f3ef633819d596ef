package dev.ecommercestack.e2e;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of the contract test as the document of the API describes them. */
final class ApiClient {
  private final HttpSender http = new HttpSender();
  private final URI address;

  ApiClient(URI address) {
    this.address = address;
  }

  /**
   * Sends a request, from an address of its own.
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
    var builder =
        HttpRequest.newBuilder(address.resolve(path)).header("X-Forwarded-For", Shop.newAddress());
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
    return http.send(builder);
  }
}
