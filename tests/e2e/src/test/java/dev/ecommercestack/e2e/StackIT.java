package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Person;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The life of the stack that {@code make up} made, as its owner sees it: it tells its story,
 * repairs itself, survives a wrong image, is deleted and made again, and in the end leaves nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Evidence.class)
class StackIT {
  private static final String NAMESPACE = "shop";
  private static final String AS_MADE = "gateway: {expose: {type: NodePort}}";

  private final KubernetesClient client = TestCluster.client();
  private final Stacks shop = new Stacks(NAMESPACE, "shop");

  @Test
  @Order(1)
  void kubectlTellsTheStory() {
    shop.awaitReady();

    String table = TestCluster.kubectl("-n", NAMESPACE, "get", "ecs");
    assertThat(table).containsSubsequence("NAME", "READY", "VERSION", "REASON", "AGE");
    assertThat(table).containsSubsequence("shop", "True", "0.1.0");
    assertThat(TestCluster.kubectl("-n", NAMESPACE, "describe", "ecs", "shop"))
        .contains("Conditions:", "Events:", "postgresql", "kafka", "rabbitmq", "redis", "gateway");
    assertThat(TestCluster.kubectl("explain", "ecs.spec.kafka"))
        .contains("DESCRIPTION", "managed", "external");
  }

  @Test
  @Order(2)
  void noPasswordStandsInPlainSight() {
    List<String> passwords =
        secrets().stream()
            .flatMap(
                secret ->
                    secret.getData().keySet().stream()
                        .filter(key -> key.endsWith("password"))
                        .map(key -> TestCluster.value(secret, key)))
            .toList();
    assertThat(passwords).hasSizeGreaterThan(10).doesNotHaveDuplicates();

    String inPlainSight =
        TestCluster.kubectl(
            "-n",
            NAMESPACE,
            "get",
            "configmaps,pods,statefulsets,deployments,jobs,events,ecs",
            "-o",
            "yaml");
    assertThat(passwords).noneMatch(inPlainSight::contains);
  }

  @Test
  @Order(3)
  void whatIsDeletedOrAlteredByHandComesBack() {
    client.apps().deployments().inNamespace(NAMESPACE).withName("shop-redis").delete();
    client.services().inNamespace(NAMESPACE).withName("shop-kafka").delete();
    client
        .services()
        .inNamespace(NAMESPACE)
        .withName("shop-rabbitmq")
        .edit(
            service -> {
              service.getSpec().getPorts().getFirst().setPort(1);
              return service;
            });

    await("the service comes back")
        .atMost(Stacks.PATIENCE)
        .until(() -> client.services().inNamespace(NAMESPACE).withName("shop-kafka").get() != null);
    await("the port is repaired")
        .atMost(Stacks.PATIENCE)
        .until(
            () ->
                client
                    .services()
                    .inNamespace(NAMESPACE)
                    .withName("shop-rabbitmq")
                    .get()
                    .getSpec()
                    .getPorts()
                    .stream()
                    .noneMatch(port -> port.getPort() == 1));
    await("redis runs again")
        .atMost(Stacks.PATIENCE)
        .until(() -> pods("redis").stream().anyMatch(StackIT::isReady));
    shop.awaitReady();
  }

  @Test
  @Order(4)
  void aWrongImageNamesItsComponentWhileTheRestServes() {
    shop.apply("{%s, product: {image: \"localhost:1/no/such:image\"}}".formatted(AS_MADE));
    shop.awaitStack(
        "Degraded names product",
        found ->
            Stacks.condition(found, Condition.DEGRADED)
                .filter(degraded -> degraded.status() == Condition.Status.TRUE)
                .filter(degraded -> degraded.message().contains("product"))
                .isPresent());
    assertThat(Stacks.component(shop.get(), "order").orElseThrow().phase())
        .isEqualTo(ComponentPhase.Ready);
    Shop stillOpen = Shop.at(shop, NAMESPACE, "shop");
    stillOpen.visitor().get("/api/v1/products").expect(200);
    assertThat(stillOpen.signUp().get("/api/v1/users/me").status()).isEqualTo(200);

    shop.apply("{%s}".formatted(AS_MADE));
    shop.awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Delete", "Retain"})
  @Order(5)
  void aBrokerThatComesBackEmptyIsDeclaredAgain(String deletionPolicy) {
    shop.apply("{%s, deletionPolicy: %s}".formatted(AS_MADE, deletionPolicy));
    shop.awaitReady();
    String claim = "data-shop-rabbitmq-0";
    String volume = uid(claim);
    client.apps().statefulSets().inNamespace(NAMESPACE).withName("shop-rabbitmq").delete();
    shop.awaitStack("not Ready without a broker", found -> isReady(found, Condition.Status.FALSE));
    shop.awaitReady();
    assertThat(uid(claim)).as("a StatefulSet does not take its volume with it").isEqualTo(volume);

    client.apps().statefulSets().inNamespace(NAMESPACE).withName("shop-rabbitmq").delete();
    client.persistentVolumeClaims().inNamespace(NAMESPACE).withName(claim).delete();
    shop.awaitStack("not Ready without a broker", found -> isReady(found, Condition.Status.FALSE));
    await("another volume")
        .atMost(Stacks.PATIENCE)
        .until(() -> uid(claim), now -> !now.isEmpty() && !now.equals(volume));
    assertThat(isReady(shop.get(), Condition.Status.FALSE)).as("not declared yet").isTrue();
    shop.awaitReady();
    Person owner = Shop.at(shop, NAMESPACE, "shop").admin();
    String imports = "/api/v1/products/imports";
    String id =
        owner
            .upload(
                imports,
                "text/csv",
                "sku,name,price,currency,stock,description\n%1$s,Job %1$s,100,KRW,1,\n"
                    .formatted("BROKER-" + UUID.randomUUID().toString().substring(0, 8)),
                UUID.randomUUID().toString())
            .expect(202)
            .text("id");
    assertThat(owner.awaitField(imports + "/" + id, "status", "DONE", "FAILED").text("status"))
        .as("a job that went through RabbitMQ")
        .isEqualTo("DONE");
  }

  /** The UID of a volume claim, empty while there is none. */
  private String uid(String claim) {
    return Optional.ofNullable(
            client.persistentVolumeClaims().inNamespace(NAMESPACE).withName(claim).get())
        .map(found -> found.getMetadata().getUid())
        .orElse("");
  }

  private static boolean isReady(EcommerceStack stack, Condition.Status status) {
    return Stacks.condition(stack, Condition.READY)
        .filter(ready -> ready.status() == status)
        .isPresent();
  }

  @Test
  @Order(6)
  void aStackMadeAgainFindsItsDataAndItsPasswords() {
    Shop before = Shop.of(shop, NAMESPACE, "shop");
    String email = "keeper-" + UUID.randomUUID() + "@example.com";
    String password = "kept through it all " + UUID.randomUUID();
    before
        .visitor()
        .post(
            "/api/v1/auth/signup", Map.of("email", email, "password", password, "name", "한국어 그대로"))
        .expect(201);

    shop.delete();
    await("the pods are gone")
        .atMost(Stacks.PATIENCE)
        .until(() -> client.pods().inNamespace(NAMESPACE).list().getItems().isEmpty());
    shop.apply("{%s}".formatted(AS_MADE));

    Person keeper = Shop.of(shop, NAMESPACE, "shop").logIn(email, password);
    assertThat(keeper.get("/api/v1/users/me").expect(200).text("name")).isEqualTo("한국어 그대로");
  }

  @Test
  @Order(7)
  void withPolicyDeleteNothingIsLeft() {
    shop.apply("{%s, deletionPolicy: Delete}".formatted(AS_MADE));
    shop.awaitReady();
    shop.delete();
    await("nothing is left")
        .atMost(Stacks.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(client.pods().inNamespace(NAMESPACE).list().getItems()).isEmpty();
              assertThat(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems())
                  .isEmpty();
              assertThat(secrets()).isEmpty();
              assertThat(
                      client.persistentVolumes().list().getItems().stream()
                          .map(volume -> volume.getSpec().getClaimRef())
                          .filter(claim -> claim != null && NAMESPACE.equals(claim.getNamespace())))
                  .isEmpty();
            });
  }

  private List<Secret> secrets() {
    return client
        .secrets()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/instance", "shop")
        .list()
        .getItems();
  }

  private List<Pod> pods(String component) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", component)
        .list()
        .getItems();
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }
}
