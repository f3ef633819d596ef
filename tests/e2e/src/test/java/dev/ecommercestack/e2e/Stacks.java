package dev.ecommercestack.e2e;

import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** A stack as a user handles it: apply, look, wait, delete. */
final class Stacks {
  static final Duration PATIENCE = Duration.ofMinutes(8);

  private final KubernetesClient client = TestCluster.client();
  private final String namespace;
  private final String name;

  Stacks(String namespace, String name) {
    this.namespace = namespace;
    this.name = name;
  }

  String namespace() {
    return namespace;
  }

  void apply(String spec) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .serverSideApply();
    client
        .resource(
            """
            apiVersion: ecommercestack.dev/v1alpha1
            kind: EcommerceStack
            metadata: {name: %s, namespace: %s}
            spec: %s
            """
                .formatted(name, namespace, spec))
        .forceConflicts()
        .serverSideApply();
  }

  EcommerceStack get() {
    return Objects.requireNonNull(resource().get(), name + " is gone");
  }

  void delete() {
    resource().delete();
    await("the stack is gone").atMost(PATIENCE).until(() -> resource().get() == null);
  }

  void awaitReady() {
    awaitStack(
        "Ready at its own generation",
        stack ->
            condition(stack, Condition.READY)
                .filter(ready -> ready.status() == Condition.Status.TRUE)
                .filter(
                    ready ->
                        Objects.equals(
                            ready.observedGeneration(), stack.getMetadata().getGeneration()))
                .isPresent());
  }

  void awaitStack(String what, Predicate<EcommerceStack> predicate) {
    await(namespace + "/" + name + ": " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> predicate.test(get()));
  }

  static Optional<Condition> condition(EcommerceStack stack, String type) {
    return Optional.ofNullable(stack.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  static Optional<ComponentStatus> component(EcommerceStack stack, String component) {
    return Optional.ofNullable(stack.getStatus()).stream()
        .flatMap(status -> status.components().stream())
        .filter(status -> status.name().equals(component))
        .findFirst();
  }

  private Resource<EcommerceStack> resource() {
    return client.resources(EcommerceStack.class).inNamespace(namespace).withName(name);
  }
}
