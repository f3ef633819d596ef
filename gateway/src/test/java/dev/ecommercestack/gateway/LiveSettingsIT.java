package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a pod follows its ConfigMap without a restart, on a real API server. */
class LiveSettingsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String NAMESPACE = "live-gateway";
  private static final String PRODUCTS = "/api/v1/products";

  @Test
  void followsConfigMap(@TempDir Path directory) throws Exception {
    ApiServer server = ApiServer.start();
    KubernetesClient kubernetes = server.client();
    kubernetes
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    kubernetes.resource(configMap("logging.level.root: INFO")).create();
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), server.kubeconfig());
    System.setProperty("kubeconfig", kubeconfig.toString());
    try (StubService stub = StubService.start();
        Gateway gateway = inPod(stub)) {
      stub.on(PRODUCTS, "{\"items\":[]}");
      assertThat(reads(gateway)).as("the default limit").containsOnly(200);
      assertThat(preflight(gateway)).isEqualTo(403);

      kubernetes
          .resource(
              configMap(
                  """
                  gateway.rate-limits.per-address.read: {requests-per-minute: 60, burst: 2}
                  gateway.cors.allowed-origins: ["https://a.example"]
                  """))
          .update();
      await("the new origin").atMost(DEADLINE).until(() -> preflight(gateway) == 204);
      assertThat(reads(gateway)).as("the new limit").contains(429);

      kubernetes
          .resource(
              configMap(
                  """
                  gateway.rate-limits.per-address.read: {requests-per-minute: 60, burst: 0}
                  gateway.cors.allowed-origins: []
                  """))
          .update();
      await("another change").atMost(DEADLINE).until(() -> preflight(gateway) == 403);
      assertThat(reads(gateway)).as("the last valid limit").contains(429);

      stub.on(
          PRODUCTS,
          exchange -> {
            try {
              Thread.sleep(2_000);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            StubService.json(200, "{\"items\":[]}").to(exchange);
          });
      kubernetes
          .resource(
              configMap(
                  """
                  gateway.rate-limits.enabled: false
                  gateway.timeouts.product: 300ms
                  """))
          .update();
      await("the new timeout")
          .atMost(DEADLINE)
          .until(() -> gateway.get(PRODUCTS), answer -> answer.status() == 504);
    } finally {
      System.clearProperty("kubeconfig");
    }
  }

  private static List<Integer> reads(Gateway gateway) {
    return IntStream.range(0, 20).mapToObj(_ -> gateway.get(PRODUCTS)).map(Answer::status).toList();
  }

  private static int preflight(Gateway gateway) {
    return gateway
        .send(
            gateway
                .request(PRODUCTS)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://a.example")
                .header("Access-Control-Request-Method", "GET"))
        .status();
  }

  private static Gateway inPod(StubService stub) {
    List<String> settings = new ArrayList<>();
    for (String service : List.of("user", "product", "event", "order")) {
      settings.addAll(Gateway.instances(service, stub));
    }
    settings.addAll(
        List.of(
            "spring.data.redis.port=1",
            "spring.main.cloud-platform=kubernetes",
            "KUBERNETES_SERVICE_HOST=127.0.0.1",
            "KUBERNETES_SERVICE_PORT=443",
            "spring.cloud.kubernetes.config.name=shop-gateway",
            "spring.cloud.kubernetes.config.namespace=" + NAMESPACE,
            "spring.cloud.kubernetes.client.namespace=" + NAMESPACE));
    return Gateway.start(settings);
  }

  private static ConfigMap configMap(String yaml) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("shop-gateway")
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withData(Map.of("application.yaml", yaml))
        .build();
  }
}
