package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a stack is looked after: repairs, credentials, pauses, and what may not be touched. */
class CareIT extends StackFixture {

  private static final String KAFKA_ADMIN = "shop-kafka-admin";

  @Test
  void whatIsDeletedComesBack() {
    shop.create("{}").startEverything();
    var kafka = shop.statefulSet("shop-kafka").orElseThrow();
    shop.client().resource(kafka).delete();
    shop.client().services().inNamespace(shop.namespace()).withName("shop-postgresql").delete();
    eventually()
        .until(
            () ->
                shop.statefulSet("shop-kafka")
                    .filter(set -> !set.getMetadata().getUid().equals(kafka.getMetadata().getUid()))
                    .isPresent());
    eventually()
        .until(
            () ->
                shop.client()
                        .services()
                        .inNamespace(shop.namespace())
                        .withName("shop-postgresql")
                        .get()
                    != null);
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("Repaired"));
    shop.startEverything();
  }

  @Test
  void whatIsAlteredIsRepairedEvenWhileSomethingElseIsDown() {
    shop.create("{}").startEverything();
    shop.cluster().setReady("shop-postgresql", 0);
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();

    var services = shop.client().services().inNamespace(shop.namespace());
    var selector = services.withName("shop-kafka").get().getSpec().getSelector();
    services
        .withName("shop-kafka")
        .edit(
            service ->
                service.edit().editSpec().withSelector(Map.of("app", "mine")).endSpec().build());
    eventually()
        .untilAsserted(
            () ->
                assertThat(services.withName("shop-kafka").get().getSpec().getSelector())
                    .containsAllEntriesOf(selector));
  }

  @Test
  void whatLostItsLabelsGetsThemBack() {
    shop.create("{}").startEverything();
    var job = shop.jobs().getFirst();
    var service =
        shop.client().services().inNamespace(shop.namespace()).withName("shop-kafka").get();
    for (var object : List.<HasMetadata>of(job, service)) {
      shop.client()
          .resource(object)
          .edit(
              live -> {
                live.getMetadata().getLabels().remove(Labels.MANAGED_BY);
                return live;
              });
      eventually()
          .until(
              () ->
                  shop.client()
                      .resource(object)
                      .get()
                      .getMetadata()
                      .getLabels()
                      .containsKey(Labels.MANAGED_BY));
    }
    eventually().until(() -> shop.is(Condition.READY, Status.TRUE));
  }

  @Test
  void nothingIsMadeAgainWhileAStackIsDeletedInTheForeground() {
    shop.create("{}").startEverything();
    shop.deleteInForeground();
    operator.awaitAnotherRun(shop.id(), shop::poke);
    var kafka = shop.client().services().inNamespace(shop.namespace()).withName("shop-kafka");
    kafka.delete();
    var writes = operator.writes(shop.namespace());
    operator.awaitAnotherRun(shop.id(), shop::poke);
    assertThat(kafka.get()).isNull();
    assertThat(operator.writes(shop.namespace())).isEqualTo(writes);
    shop.endDeletion();
  }

  @Test
  void aPasswordIsNeverReplacedAndOnlyMissingKeysAreMade() {
    shop.create("{}").startEverything();
    var mine = "bXktb3duLXBhc3N3b3Jk";
    shop.editSecret(KAFKA_ADMIN, data -> data.put("password", mine));
    shop.startEverything();
    shop.editSecret(KAFKA_ADMIN, data -> data.remove("cluster-id"));
    eventually().until(() -> shop.secretData(KAFKA_ADMIN).containsKey("cluster-id"));
    assertThat(shop.secretData(KAFKA_ADMIN)).containsEntry("password", mine);
  }

  @Test
  void aStackOfTheSameNameAdoptsRetainedCredentials() {
    shop.create("{}").startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    var credentials = shop.secretData(KAFKA_ADMIN);
    shop.delete();

    // Quicker than the garbage collector: what is left of the old stack is waited for, not taken
    // over.
    shop.create("{}");
    eventually().until(() -> shop.status().condition(Condition.READY).isPresent());
    shop.cluster().garbageCollector().collectGarbage(uid);
    shop.startEverything();
    assertThat(shop.secretData(KAFKA_ADMIN)).isEqualTo(credentials);
    var newUid = shop.stack().get().getMetadata().getUid();
    assertThat(shop.statefulSets())
        .isNotEmpty()
        .allMatch(set -> GarbageCollector.isOwnedBy(set, newUid));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{deletionPolicy: Delete}"})
  void aStackOfTheSameNameAdoptsWhatADeletionWithOrphanLeft(String spec) {
    shop.create(spec).startEverything();
    var workloads = workloads();
    shop.deleteAndOrphan();

    shop.create(spec).startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    assertThat(
            shop.everything()
                .filter(object -> !GarbageCollector.isOwnedBy(object, uid))
                .filter(object -> !(spec.equals("{}") && object instanceof Secret))
                .map(object -> object.getKind() + " " + object.getMetadata().getName()))
        .as("not adopted")
        .isEmpty();
    assertThat(workloads()).as("pods run on").isEqualTo(workloads);
  }

  @Test
  void whatADeletionWithOrphanLeftAndNobodyNeedsIsRemoved() {
    shop.create("{order: {autoscaling: {minReplicas: 1, maxReplicas: 5}}}").startEverything();
    var job = shop.jobs().getFirst().getMetadata().getName();
    assertThat(autoscalers()).isNotEmpty();
    shop.deleteAndOrphan();

    shop.create("{version: 0.1.0-rc.1}").startEverything();
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.jobs())
                    .extracting(left -> left.getMetadata().getName())
                    .hasSize(1)
                    .doesNotContain(job));
    eventually().untilAsserted(() -> assertThat(autoscalers()).isEmpty());
  }

  /** UID and generation of everything that has pods: another generation may be another pod. */
  private Map<String, String> workloads() {
    return Stream.of(shop.statefulSets(), shop.deployments(), shop.jobs())
        .flatMap(List::stream)
        .map(HasMetadata::getMetadata)
        .collect(
            Collectors.toMap(
                ObjectMeta::getName, meta -> meta.getUid() + " " + meta.getGeneration()));
  }

  private List<HorizontalPodAutoscaler> autoscalers() {
    return shop.client()
        .resources(HorizontalPodAutoscaler.class)
        .inNamespace(shop.namespace())
        .list()
        .getItems();
  }

  @Test
  void doesNotTouchWhatSomebodyElseMade() {
    shop.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(KAFKA_ADMIN)
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToData("mine", "bWluZQ==")
                .build())
        .create();
    shop.create("{}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    assertThat(shop.condition(Condition.STALLED).orElseThrow().message()).contains(KAFKA_ADMIN);
    assertThat(shop.secretData(KAFKA_ADMIN)).containsOnlyKeys("mine");
    assertThat(shop.statefulSets()).isEmpty();
  }

  @Test
  void saysWhichSecretIsMissingAndGoesOnWhenItComes() {
    shop.create("{postgresql: {external: {host: db.example.com, credentials: {name: db-admin}}}}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    assertThat(shop.condition(Condition.STALLED).orElseThrow().message()).contains("db-admin");
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("Invalid"));
    List.of("shop-kafka", "shop-rabbitmq").forEach(shop.cluster()::start);
    eventually().until(() -> shop.phase("rabbitmq").equals(Optional.of(ComponentPhase.Ready)));
    // Until the cache has the claim of RabbitMQ, declare waits for it.
    eventually().untilAsserted(() -> assertThat(shop.message("declare")).contains("db-admin"));
    assertThat(shop.jobs()).as("what uses the Secret").isEmpty();

    shop.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("db-admin")
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData("username", "admin")
                .addToStringData("password", "secret")
                .build())
        .create();
    shop.startEverything();
    assertThat(shop.is(Condition.STALLED, Status.FALSE)).isTrue();
    assertThat(shop.phase("postgresql")).contains(ComponentPhase.External);
  }

  @Test
  void aPausedStackIsLeftAloneUntilItIsNot() {
    shop.create("{}").startEverything();
    shop.patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}");
    eventually().until(() -> shop.is(Condition.READY, Status.UNKNOWN));
    assertThat(shop.condition(Condition.READY).orElseThrow().reason()).isEqualTo("Paused");

    shop.client().services().inNamespace(shop.namespace()).withName("shop-kafka").delete();
    operator.awaitAnotherRun(shop.id(), shop::poke);
    assertThat(shop.client().services().inNamespace(shop.namespace()).withName("shop-kafka").get())
        .isNull();

    shop.patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":null}}}");
    shop.awaitReady();
    assertThat(shop.client().services().inNamespace(shop.namespace()).withName("shop-kafka").get())
        .isNotNull();
  }

  @Test
  void aSuspendedStackAppliesNothing() {
    shop.create("{suspend: true}");
    eventually().until(() -> shop.is(Condition.READY, Status.UNKNOWN));
    assertThat(shop.condition(Condition.PROGRESSING).orElseThrow().reason()).isEqualTo("Suspended");
    assertThat(shop.everything()).isEmpty();
    shop.patch("{\"spec\":{\"suspend\":false}}");
    shop.startEverything();
  }
}
