package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Gets a service token as a service of the stack does. */
final class ServiceTokens {
  private ServiceTokens() {}

  /** Returns a token of the order service. */
  static String ofOrder(String namespace, String stack) {
    var client = TestCluster.client();
    var secret =
        Objects.requireNonNull(
            client.secrets().inNamespace(namespace).withName(stack + "-order-credentials").get());
    String body =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("service", "order", "secret", TestCluster.value(secret, "service-secret")));
    try (LocalPortForward user =
            client.services().inNamespace(namespace).withName(stack + "-user").portForward(8080);
        HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://localhost:%d/internal/service-tokens"
                              .formatted(user.getLocalPort())))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body()).path("accessToken").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
