package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Gets service tokens and calls internal paths, as a service of the stack does. */
final class ServiceTokens {
  private ServiceTokens() {}

  /** Returns a token of the order service for the product service. */
  static String ofOrder(String namespace, String stack) {
    var secret =
        Objects.requireNonNull(
            TestCluster.client()
                .secrets()
                .inNamespace(namespace)
                .withName(stack + "-order-credentials")
                .get());
    var answer =
        request(
            namespace,
            stack,
            Map.of(
                "service",
                "order",
                "secret",
                TestCluster.value(secret, "service-secret"),
                "audience",
                "product"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).path("accessToken").asString();
  }

  /** Asks user for a service token. */
  static HttpResponse<String> request(String namespace, String stack, Map<String, String> body) {
    return send(
        namespace,
        stack + "-user",
        "POST",
        "/internal/service-tokens",
        "",
        JsonMapper.shared().writeValueAsString(body));
  }

  /**
   * Sends a JSON request to a service, not through the gateway.
   *
   * @param service the name of the Kubernetes Service
   * @param token the bearer token; empty for none
   */
  static HttpResponse<String> send(
      String namespace, String service, String method, String path, String token, String body) {
    try (LocalPortForward forward =
            TestCluster.client()
                .services()
                .inNamespace(namespace)
                .withName(service)
                .portForward(8080);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:%d%s".formatted(forward.getLocalPort(), path)))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
