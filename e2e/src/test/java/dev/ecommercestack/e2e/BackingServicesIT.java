package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The backing services of the stack that `make up` made, and of stacks that come and go. */
class BackingServicesIT {
  private final KubernetesClient client = TestCluster.client();
  private final Stacks shop = new Stacks("shop", "shop");

  @Test
  void kubectlTellsTheStory() {
    shop.awaitReady();

    assertThat(TestCluster.kubectl("-n", "shop", "get", "ecs").lines().findFirst().orElseThrow())
        .containsSubsequence("NAME", "READY", "VERSION", "REASON", "AGE");
    assertThat(TestCluster.kubectl("-n", "shop", "get", "ecs")).contains("shop", "True", "0.1.0");
    assertThat(TestCluster.kubectl("-n", "shop", "describe", "ecs", "shop"))
        .contains("Conditions:", "Events:", "postgresql", "kafka", "rabbitmq", "redis");
    assertThat(TestCluster.kubectl("explain", "ecs.spec.kafka"))
        .contains("DESCRIPTION", "managed", "external");
  }

  @Test
  void whatIsDeletedOrAlteredByHandComesBack() {
    shop.awaitReady();
    client.apps().statefulSets().inNamespace("shop").withName("shop-redis").delete();
    client.apps().deployments().inNamespace("shop").withName("shop-redis").delete();
    client.services().inNamespace("shop").withName("shop-kafka").delete();
    client
        .services()
        .inNamespace("shop")
        .withName("shop-rabbitmq")
        .edit(
            service -> {
              service.getSpec().getPorts().getFirst().setPort(1);
              return service;
            });

    await("the service comes back")
        .atMost(Stacks.PATIENCE)
        .until(() -> client.services().inNamespace("shop").withName("shop-kafka").get() != null);
    await("the port is repaired")
        .atMost(Stacks.PATIENCE)
        .until(
            () ->
                client
                    .services()
                    .inNamespace("shop")
                    .withName("shop-rabbitmq")
                    .get()
                    .getSpec()
                    .getPorts()
                    .stream()
                    .noneMatch(port -> port.getPort() == 1));
    await("redis runs again")
        .atMost(Stacks.PATIENCE)
        .until(
            () ->
                client
                    .pods()
                    .inNamespace("shop")
                    .withLabel("app.kubernetes.io/name", "redis")
                    .list()
                    .getItems()
                    .stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                    .flatMap(pod -> pod.getStatus().getConditions().stream())
                    .anyMatch(
                        condition ->
                            condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")));
    shop.awaitReady();
  }

  @Test
  void aWrongImageNamesItsComponentAndTheRestGoesOn() {
    Stacks stack = new Stacks("wrong-image", "wrong");
    stack.apply("{deletionPolicy: Delete}");
    stack.awaitReady();

    stack.apply(
        "{deletionPolicy: Delete, redis: {managed: {image: \"localhost:1/no/such:image\"}}}");
    stack.awaitStack(
        "Degraded names redis",
        found ->
            Stacks.condition(found, Condition.DEGRADED)
                .filter(degraded -> degraded.status() == Condition.Status.TRUE)
                .filter(degraded -> degraded.message().contains("redis"))
                .isPresent());
    assertThat(Stacks.component(stack.get(), "kafka").orElseThrow().phase())
        .isEqualTo(ComponentPhase.Ready);

    stack.apply("{deletionPolicy: Delete}");
    stack.awaitReady();

    stack.delete();
    await("nothing is left of a stack with deletionPolicy Delete")
        .atMost(Stacks.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(
                      client.persistentVolumeClaims().inNamespace("wrong-image").list().getItems())
                  .isEmpty();
              assertThat(
                      client
                          .secrets()
                          .inNamespace("wrong-image")
                          .withLabel("app.kubernetes.io/instance", "wrong")
                          .list()
                          .getItems())
                  .isEmpty();
              assertThat(client.pods().inNamespace("wrong-image").list().getItems()).isEmpty();
              assertThat(
                      client.persistentVolumes().list().getItems().stream()
                          .map(volume -> volume.getSpec().getClaimRef())
                          .filter(
                              claim -> claim != null && "wrong-image".equals(claim.getNamespace())))
                  .isEmpty();
            });
  }

  @Test
  void aStackMadeAgainFindsItsData() throws SQLException {
    Stacks stack = new Stacks("made-again", "again");
    stack.apply("{deletionPolicy: Retain}");
    stack.awaitReady();
    try (Database orders = Database.of("made-again", "again", "order", "order")) {
      orders.execute("create table kept (words text)");
      orders.execute("insert into kept values ('한국어 그대로')");
    }

    stack.delete();
    await("the pods are gone")
        .atMost(Stacks.PATIENCE)
        .until(() -> client.pods().inNamespace("made-again").list().getItems().isEmpty());
    stack.apply("{deletionPolicy: Retain}");
    stack.awaitReady();

    try (Database orders = Database.of("made-again", "again", "order", "order")) {
      assertThat(orders.one("select words from kept")).isEqualTo("한국어 그대로");
    }
    stack.apply("{deletionPolicy: Delete}");
    stack.awaitReady();
    stack.delete();
    client.namespaces().withName("made-again").delete();
  }

  @Test
  void noSecretStandsInPlainSight() {
    shop.awaitReady();
    List<String> passwords =
        client
            .secrets()
            .inNamespace("shop")
            .withLabel("app.kubernetes.io/instance", "shop")
            .list()
            .getItems()
            .stream()
            .flatMap(secret -> secret.getData().entrySet().stream())
            .filter(entry -> entry.getKey().endsWith("password"))
            .map(
                entry ->
                    new String(
                        java.util.Base64.getDecoder().decode(entry.getValue()),
                        java.nio.charset.StandardCharsets.UTF_8))
            .toList();
    assertThat(passwords).hasSizeGreaterThan(10).doesNotHaveDuplicates();

    String inPlainSight =
        TestCluster.kubectl(
            "-n",
            "shop",
            "get",
            "configmaps,pods,statefulsets,deployments,jobs,events,ecs",
            "-o",
            "yaml");
    assertThat(passwords).noneMatch(inPlainSight::contains);
  }
}
