package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user may write into an EcommerceStack, asked of a real API server. */
class StackCrdIT {
  private static final String NAMESPACE = "stack-crd";
  private static final Path RESOURCES = Path.of("src/test/resources/stacks");

  private static ApiServer server;
  private static KubernetesClient client;
  private static Kubectl kubectl;

  @BeforeAll
  static void installCrd() {
    server = ApiServer.start();
    client = withoutRetries(server);
    kubectl = new Kubectl(server);
    client.resource(namespace()).create();
    kubectl.installCrd();
  }

  @AfterEach
  void removeStacks() {
    client.resources(EcommerceStack.class).inNamespace(NAMESPACE).delete();
  }

  @AfterAll
  static void letGo() {
    if (server != null) {
      client.resource(namespace()).delete();
      client.close();
      server.close();
    }
  }

  @ParameterizedTest
  @MethodSource
  void accepts(Stacks stacks) {
    stacks.steps().forEach(StackCrdIT::apply);
  }

  static Stream<Stacks> accepts() {
    return Stream.concat(
        Stacks.in(RESOURCES.resolve("good")),
        Stacks.in(CrdFile.repository().resolve("manifests/samples")));
  }

  @ParameterizedTest
  @MethodSource
  void refuses(Stacks stacks) {
    List<GenericKubernetesResource> steps = stacks.steps();
    steps.subList(0, steps.size() - 1).forEach(StackCrdIT::apply);
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> apply(steps.getLast()))
        .withMessageContaining(stacks.refusal());
  }

  static Stream<Stacks> refuses() {
    return Stacks.in(RESOURCES.resolve("bad"));
  }

  @Test
  void fillsInTheDocumentedDefaults() {
    GenericKubernetesResource stack = apply(sample("minimal.yaml"));
    assertThat(stack.<Object>get("spec", "kafka"))
        .isEqualTo(Map.of("managed", Map.of("replicas", 1, "storage", "10Gi")));
    assertThat(stack.<Object>get("spec", "event", "partitions")).isEqualTo(12);
    assertThat(stack.<Object>get("spec", "deletionPolicy")).isEqualTo("Retain");
    assertThat(stack.<Object>get("spec", "jvmProfile")).isEqualTo("Throughput");
    assertThat(stack.<Object>get("spec", "timeZone")).isEqualTo("UTC");
    assertThat(stack.<Object>get("spec", "version")).isNull();
    assertThat(stack.<Object>get("spec", "gateway")).isNull();
  }

  @ParameterizedTest
  @MethodSource("accepts")
  void typesFillInTheSameDefaults(Stacks stacks) {
    GenericKubernetesResource written = stacks.steps().getFirst();
    EcommerceStack offline = typed(written);
    assertThat(typed(apply(written)).getSpec()).isEqualTo(offline.getSpec());
  }

  /** Without it kstatus takes a stack that the operator has not looked at for a ready one. */
  @Test
  void aNewStackSaysThatItWasNotObservedYet() {
    GenericKubernetesResource stack = apply(sample("minimal.yaml"));
    assertThat(stack.<Object>get("status")).isEqualTo(Map.of("observedGeneration", -1));
    assertThat(typed(stack).getStatus().conditions()).isEmpty();
  }

  /** What the API server drops, tools that compare the file with the cluster report for ever. */
  @Test
  void theApiServerKeepsTheWholeFile() {
    JsonNode live =
        Serialization.jsonMapper()
            .valueToTree(
                client
                    .genericKubernetesResources(
                        "apiextensions.k8s.io/v1", "CustomResourceDefinition")
                    .withName("ecommercestacks.ecommercestack.dev")
                    .require());
    JsonNode file = Serialization.unmarshal(CrdFile.read(), JsonNode.class);
    assertThat(dropped("", file, live)).isEmpty();
  }

  private static Stream<String> dropped(String path, JsonNode file, JsonNode live) {
    if (file.isObject()) {
      return file.properties().stream()
          .flatMap(
              field ->
                  dropped(
                      path + "/" + field.getKey(), field.getValue(), live.path(field.getKey())));
    }
    if (file.isArray()) {
      return IntStream.range(0, file.size())
          .boxed()
          .flatMap(index -> dropped(path + "/" + index, file.get(index), live.path(index)));
    }
    return file.equals(live) ? Stream.empty() : Stream.of(path + ": " + file + " became " + live);
  }

  @Test
  void reportsUnknownFields() {
    GenericKubernetesResource stack = sample("minimal.yaml");
    stack.setAdditionalProperty("spec", Map.of("kafak", Map.of()));
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> apply(stack))
        .withMessageContaining("spec.kafak");
  }

  /** A stack of release 0.1.0 must not become one that nobody can change. */
  @Test
  void aStackThatIsExposedWithoutTrustedProxiesSinceBeforeCanStillChange() {
    kubectl.installCrd(CrdFile.repository().resolve("crds/released/0.1.0.yml"));
    GenericKubernetesResource old = exposed(Map.of());
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> apply(old));
    kubectl.installCrd();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !isAccepted(named("other", exposed(Map.of()))));

    assertThat(isAccepted(exposed(Map.of("replicas", 2)))).isTrue();
    Map<String, Object> proxies = Map.of("trustedProxies", List.of("10.244.0.0/16"));
    assertThat(isAccepted(exposed(proxies))).isTrue();
    assertThat(isAccepted(exposed(Map.of())))
        .as("once it names its proxies, it keeps them")
        .isFalse();
  }

  private static GenericKubernetesResource exposed(Map<String, Object> more) {
    GenericKubernetesResource stack = sample("minimal.yaml");
    Map<String, Object> gateway = new HashMap<>(more);
    gateway.put("expose", Map.of("type", "Ingress", "host", "shop.example.com"));
    stack.setAdditionalProperty("spec", Map.of("gateway", gateway));
    return stack;
  }

  private static GenericKubernetesResource named(String name, GenericKubernetesResource stack) {
    stack.getMetadata().setName(name);
    return stack;
  }

  private static boolean isAccepted(GenericKubernetesResource stack) {
    try {
      apply(stack);
      return true;
    } catch (KubernetesClientException refusal) {
      assertThat(refusal).hasMessageContaining("need trustedProxies");
      return false;
    }
  }

  @Test
  void explainsItself() {
    assertThat(kubectl.run("explain", "ecs.spec.kafka"))
        .contains("Kafka, which carries facts between services", "Kafka that you bring");
    assertThat(kubectl.run("explain", "ecs.status.scaling.lag")).contains("Messages that wait");
  }

  @Test
  void keepsWhatTheOperatorReports() {
    EcommerceStack stack = typed(apply(sample("minimal.yaml")));
    EcommerceStackStatus status = status();
    stack.setStatus(status);
    EcommerceStack stored = client.resource(stack).inNamespace(NAMESPACE).updateStatus();
    assertThat(stored.getStatus()).isEqualTo(status);
    assertThat(stored.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(kubectl.run("get", "ecs", "--namespace", NAMESPACE))
        .containsPattern("NAME +READY +VERSION +REASON +AGE")
        .containsPattern("shop +True +0.1.0 +AllHealthy");
    assertThat(kubectl.run("get", "ecs", "--namespace", NAMESPACE, "--output", "wide"))
        .containsPattern("REASON +EVENT-PODS +EVENT-LAG +WORKER-PODS +WORKER-LAG +GATEWAY")
        .containsPattern("AllHealthy +1 +120 +https://shop.example.com");
  }

  private static EcommerceStackStatus status() {
    String now = "2026-01-01T00:00:00Z";
    return new EcommerceStackStatus(
        1L,
        "0.1.0",
        "0.1.0",
        new RolledOut(1, "5c9d34a6"),
        new Endpoints("https://shop.example.com"),
        List.of(
            new Condition(
                Condition.READY, Condition.Status.TRUE, "AllHealthy", "All is well.", now, 1L)),
        List.of(
            new ComponentStatus("kafka", ComponentPhase.Ready, 1, 1, "kafka:1", null),
            new ComponentStatus("postgresql", ComponentPhase.External, null, null, null, null)),
        List.of(
            new ScalingStatus(
                "worker",
                ScalingMode.Auto,
                1,
                3,
                "jobs.catalog-import",
                120L,
                "4.5",
                "1.5",
                "42s",
                "MaxReplicas",
                "120 jobs wait.",
                now,
                now)));
  }

  /** Applies as kubectl apply --server-side --validate=strict does. */
  private static GenericKubernetesResource apply(GenericKubernetesResource stack) {
    return client
        .resource(stack)
        .inNamespace(NAMESPACE)
        .fieldValidation(Validation.STRICT)
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  /**
   * The API server answers some bad input with 500, which a client would try again for 20 seconds.
   */
  private static KubernetesClient withoutRetries(ApiServer server) {
    Config config = Config.fromKubeconfig(server.kubeconfig());
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static EcommerceStack typed(GenericKubernetesResource stack) {
    return Serialization.unmarshal(Serialization.asJson(stack), EcommerceStack.class);
  }

  private static GenericKubernetesResource sample(String name) {
    return Stacks.in(CrdFile.repository().resolve("manifests/samples"))
        .filter(stacks -> stacks.toString().equals(name))
        .findFirst()
        .orElseThrow()
        .steps()
        .getFirst();
  }

  private static Namespace namespace() {
    return new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build();
  }
}
