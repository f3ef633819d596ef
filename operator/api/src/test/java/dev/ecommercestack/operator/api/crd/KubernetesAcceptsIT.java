package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the CRD accepts in a stack, the API server accepts in the objects that the operator makes of
 * it. Both are asked by a dry run, for values of every form.
 */
class KubernetesAcceptsIT {
  private static final String NAMESPACE = "kubernetes-accepts";
  private static final int UNPROCESSABLE = 422;
  private static final String ABSENT = "";

  private static KubernetesClient client;

  @BeforeAll
  static void installCrd() {
    ApiServer server = ApiServer.start();
    client = server.client();
    client.resource(namespace()).create();
    new Kubectl(server).installCrd();
  }

  @AfterAll
  static void removeNamespace() {
    if (client != null) {
      client.resource(namespace()).delete();
    }
  }

  @Test
  void labels() {
    assertThat(names().filter(key -> differ(label(quoted(key), "a")))).isEmpty();
    assertThat(names().filter(value -> differ(label("a", quoted(value))))).isEmpty();
  }

  @Test
  void annotations() {
    assertThat(names().filter(key -> differ(annotation(quoted(key))))).isEmpty();
    assertThat(names().filter(key -> differ(annotationOfExposure(quoted(key))))).isEmpty();
  }

  @Test
  void nodeSelectors() {
    assertThat(names().filter(key -> differ(nodeSelector(quoted(key), "a")))).isEmpty();
    assertThat(names().filter(value -> differ(nodeSelector("a", quoted(value))))).isEmpty();
  }

  @Test
  void namesOfOtherObjects() {
    assertThat(names().filter(name -> isRefusedLater(storageClass(quoted(name))))).isEmpty();
  }

  @Test
  void hosts() {
    assertThat(
            Stream.concat(
                    names(),
                    Stream.of("10.0.0.1", "010.1.1.1", "1.2.3", "1.2.3.4.5", "shop.example.com"))
                .filter(host -> isRefusedLater(host(quoted(host)))))
        .isEmpty();
  }

  @Test
  void tolerations() {
    List<String> tolerations = List.of("");
    tolerations = combine(tolerations, "key", ABSENT, "''", "a", "'a b'", "example.com/a");
    tolerations = combine(tolerations, "operator", ABSENT, "Exists", "Equal");
    tolerations = combine(tolerations, "value", ABSENT, "''", "a", "'a b'");
    tolerations =
        combine(tolerations, "effect", ABSENT, "NoSchedule", "PreferNoSchedule", "NoExecute");
    tolerations = combine(tolerations, "tolerationSeconds", ABSENT, "0", "60");
    assertThat(tolerations.stream().filter(toleration -> isRefusedLater(toleration(toleration))))
        .isEmpty();
  }

  @Test
  void resources() {
    List<String> amounts = List.of("");
    amounts = combine(amounts, "cpu", ABSENT, "0", "1", "'0.5'", "500m", "1500m", "-1");
    amounts = combine(amounts, "memory", ABSENT, "512Mi", "1Gi", "-1Gi");
    for (String requests : amounts) {
      assertThat(amounts.stream().filter(limits -> isRefusedLater(resources(requests, limits))))
          .as("limits beside requests of %s", requests)
          .isEmpty();
    }
  }

  /** The same value in a stack and in an object that is made of the stack. */
  private record Pair(String stack, String object) {}

  private static Pair label(String key, String value) {
    return inPods(
        "labels: {%s: %s}".formatted(key, value),
        deployment("labels: {app: a, %s: %s}".formatted(key, value), ""));
  }

  private static Pair annotation(String key) {
    return inPods(
        "annotations: {%s: a}".formatted(key),
        deployment("labels: {app: a}, annotations: {%s: a}".formatted(key), ""));
  }

  private static Pair annotationOfExposure(String key) {
    return new Pair(
        "gateway: {expose: {type: LoadBalancer, annotations: {%s: a}}}".formatted(key),
        """
        {apiVersion: v1, kind: Service, metadata: {name: a, annotations: {%s: a}},
         spec: {type: LoadBalancer, ports: [{port: 80}]}}
        """
            .formatted(key));
  }

  private static Pair nodeSelector(String key, String value) {
    String selector = "nodeSelector: {%s: %s}".formatted(key, value);
    return inPods(selector, deployment("labels: {app: a}", selector + ","));
  }

  private static Pair toleration(String fields) {
    String tolerations = "tolerations: [{%s}]".formatted(fields);
    return inPods(tolerations, deployment("labels: {app: a}", tolerations + ","));
  }

  private static Pair storageClass(String name) {
    return inPods(
        "storageClassName: " + name,
        """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a},
         spec: {storageClassName: %s, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
        """
            .formatted(name));
  }

  private static Pair host(String name) {
    return new Pair(
        "gateway: {expose: {type: Ingress, host: %s}, trustedProxies: [10.244.0.0/16]}"
            .formatted(name),
        """
        {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a},
         spec: {rules: [{host: %s}], defaultBackend: {service: {name: a, port: {number: 80}}}}}
        """
            .formatted(name));
  }

  private static Pair resources(String requests, String limits) {
    String resources = "resources: {requests: {%s}, limits: {%s}}".formatted(requests, limits);
    return new Pair(
        "order: {%s}".formatted(resources),
        """
        {apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {metadata: {labels: {app: a}},
         spec: {containers: [{name: a, image: a, %s}]}}}
        """
            .formatted(resources));
  }

  private static Pair inPods(String settings, String object) {
    return new Pair("pods: {%s}".formatted(settings), object);
  }

  private static String deployment(String metadata, String spec) {
    return """
    {apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {
     selector: {matchLabels: {app: a}}, template: {metadata: {%s}, spec: {%s
     containers: [{name: a, image: a}]}}}}
    """
        .formatted(metadata, spec);
  }

  private static boolean differ(Pair pair) {
    return isAcceptedByCrd(pair) != isAccepted(pair.object());
  }

  private static boolean isRefusedLater(Pair pair) {
    return isAcceptedByCrd(pair) && !isAccepted(pair.object());
  }

  private static boolean isAcceptedByCrd(Pair pair) {
    return isAccepted(
        "{apiVersion: ecommercestack.dev/v1alpha1, kind: EcommerceStack, metadata: {name: shop}, spec: {%s}}"
            .formatted(pair.stack()));
  }

  private static boolean isAccepted(String object) {
    try {
      client
          .resource(Serialization.unmarshal("---\n" + object, GenericKubernetesResource.class))
          .inNamespace(NAMESPACE)
          .dryRun(true)
          .create();
      return true;
    } catch (KubernetesClientException refusal) {
      if (refusal.getCode() != UNPROCESSABLE) {
        throw refusal;
      }
      return false;
    }
  }

  /** Texts of every form from a fixed seed, and those at the limits of length. */
  private static Stream<String> names() {
    Random random = new Random(10);
    String characters = "aZ9-_./ !";
    List<String> names =
        new ArrayList<>(List.of("", "a b!", "-bad key-", "EXAMPLE.com/a", "a..b", "ü"));
    for (int length : new int[] {63, 64, 253, 254}) {
      names.add("a".repeat(length));
      names.add("a".repeat(length) + "/a");
    }
    while (names.size() < 100) {
      names.add(
          random
              .ints(1 + random.nextInt(7), 0, characters.length())
              .mapToObj(at -> characters.substring(at, at + 1))
              .collect(Collectors.joining()));
    }
    return names.stream().distinct();
  }

  private static List<String> combine(List<String> before, String field, String... values) {
    return before.stream()
        .flatMap(
            fields ->
                Stream.of(values)
                    .map(value -> value.equals(ABSENT) ? "" : field + ": " + value)
                    .map(
                        added ->
                            fields.isEmpty() || added.isEmpty()
                                ? fields + added
                                : fields + ", " + added))
        .toList();
  }

  private static String quoted(String text) {
    return Serialization.asJson(text);
  }

  private static Namespace namespace() {
    return new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build();
  }
}
