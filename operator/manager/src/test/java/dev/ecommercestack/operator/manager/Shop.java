package dev.ecommercestack.operator.manager;

import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.manager.cluster.ManagedKinds;
import dev.ecommercestack.operator.manager.status.Reasons;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A stack in a namespace of its own, and its user. Registered with a test, it leaves nothing behind
 * that others could lack: addresses of Services are few.
 */
final class Shop implements AfterEachCallback {

  static final String NAME = "shop";

  private final KubernetesClient client;
  private final Cluster cluster;
  private final String namespace;

  Shop(KubernetesClient client) {
    this(client, "shop-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** A stack in a namespace that may be there already. */
  Shop(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .serverSideApply();
    cluster = new Cluster(client, namespace);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stack().delete();
    eventually().until(() -> stack().get() == null);
    client.services().inNamespace(namespace).delete();
  }

  String namespace() {
    return namespace;
  }

  ResourceID id() {
    return new ResourceID(NAME, namespace);
  }

  KubernetesClient client() {
    return client;
  }

  static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100));
  }

  // The user.

  /** Creates the stack with a spec in YAML flow style, such as {@code {suspend: true}}. */
  Shop create(String spec) {
    var stack =
        Serialization.unmarshal(
            """
            apiVersion: ecommercestack.dev/v1alpha1
            kind: EcommerceStack
            metadata: {name: %s, namespace: %s}
            spec: %s
            """
                .formatted(NAME, namespace, spec),
            EcommerceStack.class);
    client.resource(stack).create();
    return this;
  }

  /** Merges a patch in JSON into the stack. */
  void patch(String json) {
    stack().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Makes the operator look at the stack by changing an annotation that means nothing. */
  void poke() {
    patch("{\"metadata\":{\"annotations\":{\"poked\":\"%s\"}}}".formatted(UUID.randomUUID()));
  }

  void delete() {
    stack().delete();
    eventually().until(() -> stack().get() == null);
  }

  /** Marks the stack for deletion; it stays until {@link #endDeletion()}. */
  void deleteInForeground() {
    stack().withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
  }

  /** Removes the stack as the garbage collector does when all that it owns is gone. */
  void endDeletion() {
    stack()
        .edit(
            stack -> {
              stack.getMetadata().getFinalizers().clear();
              return stack;
            });
  }

  /**
   * Deletes the stack as {@code kubectl delete --cascade=orphan} does. It is paused before, so that
   * no reconciliation in flight makes the stack the owner again of what it just let go.
   */
  void deleteAndOrphan() {
    patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}");
    eventually().until(() -> is(Condition.READY, Condition.Status.UNKNOWN));
    var uid = stack().get().getMetadata().getUid();
    stack().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    cluster.garbageCollector().orphanDependents(uid);
    endDeletion();
    eventually().until(() -> stack().get() == null);
  }

  Resource<EcommerceStack> stack() {
    return client.resources(EcommerceStack.class).inNamespace(namespace).withName(NAME);
  }

  EcommerceStackStatus status() {
    return Optional.ofNullable(stack().get())
        .map(EcommerceStack::getStatus)
        .orElse(EcommerceStackStatus.NONE);
  }

  Optional<Condition> condition(String type) {
    return status().condition(type);
  }

  boolean is(String type, Condition.Status status) {
    var generation = stack().get().getMetadata().getGeneration();
    return condition(type)
        .filter(condition -> condition.status() == status)
        .filter(condition -> generation.equals(condition.observedGeneration()))
        .isPresent();
  }

  void awaitReady() {
    eventually().until(() -> is(Condition.READY, Condition.Status.TRUE));
  }

  Optional<ComponentPhase> phase(String component) {
    return status().component(component).map(found -> found.phase());
  }

  String message(String component) {
    return status().component(component).map(found -> String.valueOf(found.message())).orElse("");
  }

  /** The rest of the cluster. */
  Cluster cluster() {
    return cluster;
  }

  /** Starts every workload as it appears, until the stack is ready and nothing moves any more. */
  Shop startEverything() {
    startUntil(
        () ->
            is(Condition.READY, Condition.Status.TRUE)
                && everyComponentIsReady()
                && servicesWereAsked());
    return this;
  }

  private boolean everyComponentIsReady() {
    return status().components().stream()
        .map(component -> component.phase())
        .allMatch(phase -> phase == ComponentPhase.Ready || phase == ComponentPhase.External);
  }

  private boolean servicesWereAsked() {
    return condition(Condition.DEPENDENCIES_AVAILABLE)
        .filter(condition -> !condition.reason().equals(Reasons.NOT_OBSERVED))
        .isPresent();
  }

  /**
   * Starts every workload as it appears, but for those whose names begin so, until something is
   * true.
   */
  void startUntil(Callable<Boolean> condition, String... butFor) {
    var left = Set.of(butFor);
    eventually()
        .until(
            () -> {
              statefulSets().stream()
                  .map(set -> set.getMetadata().getName())
                  .filter(name -> left.stream().noneMatch(name::startsWith))
                  .forEach(cluster::start);
              deployments().stream()
                  .filter(
                      deployment ->
                          left.stream().noneMatch(deployment.getMetadata().getName()::startsWith))
                  .forEach(cluster::serve);
              jobs().stream()
                  .filter(job -> left.stream().noneMatch(job.getMetadata().getName()::startsWith))
                  .forEach(cluster::complete);
              return condition.call();
            });
  }

  // What there is.

  List<StatefulSet> statefulSets() {
    return client.apps().statefulSets().inNamespace(namespace).list().getItems();
  }

  Optional<StatefulSet> statefulSet(String name) {
    return Optional.ofNullable(
        client.apps().statefulSets().inNamespace(namespace).withName(name).get());
  }

  List<Deployment> deployments() {
    return client.apps().deployments().inNamespace(namespace).list().getItems();
  }

  Optional<Deployment> deployment(String name) {
    return Optional.ofNullable(
        client.apps().deployments().inNamespace(namespace).withName(name).get());
  }

  List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
        .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  Map<String, String> secretData(String name) {
    return secret(name).getData();
  }

  void editSecret(String name, Consumer<Map<String, String>> edit) {
    client
        .secrets()
        .inNamespace(namespace)
        .withName(name)
        .edit(
            secret -> {
              edit.accept(secret.getData());
              return secret;
            });
  }

  Stream<HasMetadata> everything() {
    return ManagedKinds.ALL.stream().flatMap(this::all);
  }

  /** Reasons of the Events about the stack. */
  List<String> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(NAME))
        .map(event -> event.getReason())
        .toList();
  }

  /** What the Events about the stack with this reason say. */
  List<String> notes(String reason) {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getRegarding().getName().equals(NAME))
        .filter(event -> event.getReason().equals(reason))
        .map(event -> event.getNote())
        .toList();
  }

  private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return client.resources(kind).inNamespace(namespace).list().getItems().stream();
  }
}
