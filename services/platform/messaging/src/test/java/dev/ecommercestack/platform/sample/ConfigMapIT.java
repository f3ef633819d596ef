package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** A service in a pod follows its ConfigMap, on a real API server. */
class ConfigMapIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String NAMESPACE = "live-config";

  private static final List<Set<String>> CHANGES = new CopyOnWriteArrayList<>();

  record Limits(@DefaultValue("10") int most) {}

  @Test
  void settingsFollowTheConfigMap(@TempDir Path directory) throws Exception {
    ApiServer server = ApiServer.start();
    KubernetesClient kubernetes = server.client();
    kubernetes
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    kubernetes.resource(configMap("limits.most: 3")).create();
    Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), server.kubeconfig());
    System.setProperty("kubeconfig", kubeconfig.toString());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        ConfigurableApplicationContext service = inPod(postgres)) {
      Live<Limits> limits = service.getBean(LiveConfig.class).bind("limits", Limits.class);
      assertThat(limits.get().most()).isEqualTo(3);

      kubernetes.resource(configMap("limits.most: 4")).update();
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(limits.get().most()).isEqualTo(4));
      assertThat(CHANGES)
          .as("changes, of which the start is none")
          .containsExactly(Set.of("limits.most"));

      kubernetes.resource(configMap("limits.most: many")).update();
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(limits.rejected()).isPresent());
      assertThat(limits.get().most()).isEqualTo(4);

      kubernetes.resource(configMap("limits.most: 5")).update();
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(limits.get().most()).isEqualTo(5));

      kubernetes.resource(configMap("limits.most: 5")).delete();
      kubernetes.resource(configMap("limits.most: 6")).create();
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(limits.get().most()).isEqualTo(6));
    } finally {
      System.clearProperty("kubeconfig");
    }
  }

  private static ConfigurableApplicationContext inPod(EmbeddedPostgres postgres) {
    SpringApplication application = new SpringApplication(SampleApplication.class);
    application.addListeners(
        (ApplicationListener<EnvironmentChangeEvent>) change -> CHANGES.add(change.getKeys()));
    return application.run(
        "--server.port=0",
        "--management.server.port=0",
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--eureka.client.enabled=false",
        "--service.shutdown.drain=0s",
        "--spring.main.cloud-platform=kubernetes",
        "--KUBERNETES_SERVICE_HOST=127.0.0.1",
        "--KUBERNETES_SERVICE_PORT=443",
        "--spring.cloud.kubernetes.config.name=shop-sample",
        "--spring.cloud.kubernetes.config.namespace=" + NAMESPACE,
        "--spring.cloud.kubernetes.client.namespace=" + NAMESPACE);
  }

  private static ConfigMap configMap(String yaml) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("shop-sample")
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withData(Map.of("application.yaml", yaml))
        .build();
  }
}
