package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.FakeBrokers.CLAIMS;
import static dev.ecommercestack.operator.manager.FakeBrokers.PAYMENTS;
import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import dev.ecommercestack.operator.manager.FakeBrokers.Queue;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scaling on waiting messages, with queues that the test fills and a clock that it moves on. */
class ScalingIT extends StackFixture {
  private static final String WORKER = "shop-worker";
  private static final String SCALE =
      "/apis/apps/v1/namespaces/%s/deployments/" + WORKER + "/scale";
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final String AUTO =
      "{worker: {autoscaling: {minReplicas: 1, maxReplicas: 6, lag: {drainTime: 60s}}}}";

  @Test
  void addsPodsForABacklogAndRemovesThemWhenItIsDrained() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    for (var tick = 0; payments().waiting() > 0; tick++) {
      assertThat(tick).as("drained within the drain time and a margin").isLessThan(24);
      payments().handle(6 * 100);
      operator.tick(shop.id(), TICK);
      serve();
    }
    tickUntilReplicasAre(1);
    assertThat(shop.events()).contains("ScaledUp", "ScaledDown");
    assertThat(shop.notes("ScaledUp"))
        .anyMatch(note -> note.startsWith("Scaled worker from 1 to "));
    eventually().untilAsserted(() -> assertThat(scaling().desired()).isEqualTo(1));
    assertThat(shop.is(Condition.SCALING_ACTIVE, Status.TRUE)).isTrue();
  }

  @Test
  void reportsWhatItDecidesFrom() {
    start(AUTO);
    payments().publish(3000);
    tickUntilReplicasAre(6);
    eventually()
        .untilAsserted(
            () -> {
              operator.tick(shop.id(), TICK);
              assertThat(scaling().lag()).isEqualTo(3000);
              assertThat(scaling().source()).isEqualTo(PAYMENTS);
              assertThat(scaling().current()).isEqualTo(6);
              assertThat(scaling().lastScaleTime()).isNotNull();
            });
    assertThat(metric("scaling_lag")).isEqualTo(3000);
    assertThat(metric("scaling_desired_replicas")).isEqualTo(6);
  }

  @Test
  void keepsPodsWhileTheBrokerIsUnavailable() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    payments().handle(6000);
    payments().setUnavailable(true);
    for (var tick = 0; tick < 72; tick++) {
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(6);
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.condition(Condition.SCALING_ACTIVE))
                    .hasValueSatisfying(
                        condition -> {
                          assertThat(condition.status()).isEqualTo(Status.FALSE);
                          assertThat(condition.reason()).isEqualTo("BrokerUnavailable");
                          assertThat(condition.message()).contains("worker: ", "(since 20");
                        }));
    assertThat(shop.is(Condition.READY, Status.TRUE)).isTrue();
    assertThat(shop.events()).contains("BrokerUnavailable");
    payments().setUnavailable(false);
    tickUntilReplicasAre(1);
  }

  @Test
  void decidesAgainWhenTheOperatorWasKilledBeforeItsWrite() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    var history = history();
    payments().handle(6000);
    operator.beforeWrite(
        SCALE.formatted(shop.namespace()),
        body -> {
          throw new KubernetesClientException("killed");
        });
    var writes = scaleWrites();
    for (var tick = 0; scaleWrites() == writes; tick++) {
      assertThat(tick).as("pods are removed some time").isLessThan(200);
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(6);
    assertThat(history).isNotNull();
    operator.restartScaling(shop.id(), shop::poke);
    operator.tick(shop.id(), TICK);
    eventually()
        .untilAsserted(
            () -> assertThat(scaling().lastScaleTime()).as("of the history").isNotNull());
    tickUntilReplicasAre(1);
  }

  @Test
  void namesAStalledConsumerAndAddsNoPods() {
    start(AUTO);
    payments().publish(50);
    for (var tick = 0; tick < 60; tick++) {
      operator.tick(shop.id(), TICK);
      serve();
    }
    var before = replicas();
    payments().publish(100_000);
    for (var tick = 0; tick < 60; tick++) {
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(before);
    eventually()
        .untilAsserted(
            () -> {
              assertThat(scaling().limitedBy()).isEqualTo("StalledConsumer");
              assertThat(shop.condition(Condition.SCALING_ACTIVE).orElseThrow().reason())
                  .isEqualTo("StalledConsumer");
              assertThat(shop.events()).contains("StalledConsumer");
            });
  }

  @Test
  void followsChangedBounds() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    shop.patch("{\"spec\":{\"worker\":{\"autoscaling\":{\"maxReplicas\":3}}}}");
    tickUntilReplicasAre(3);
    shop.patch("{\"spec\":{\"worker\":{\"autoscaling\":{\"maxReplicas\":9}}}}");
    tickUntilReplicasAre(9);
  }

  @Test
  void writesNothingInModeObserve() {
    start("{event: {autoscaling: {mode: Observe, maxReplicas: 6}}}");
    operator.brokers().queue(shop.namespace(), CLAIMS).publish(6000);
    var writes = operator.writes(shop.namespace()).size();
    eventually()
        .untilAsserted(
            () -> {
              operator.tick(shop.id(), TICK);
              assertThat(shop.status().scaling("event"))
                  .hasValueSatisfying(
                      status -> {
                        assertThat(status.desired()).isEqualTo(6);
                        assertThat(status.current()).isEqualTo(1);
                      });
            });
    assertThat(operator.writes(shop.namespace()).stream().skip(writes))
        .noneMatch(write -> write.endsWith("/scale"));
    assertThat(shop.is(Condition.SCALING_ACTIVE, Status.TRUE)).isTrue();
  }

  @Test
  void anExternalAutoscalerMayRemoveAllPods() {
    start("{worker: {autoscaling: {mode: External, minReplicas: 2, maxReplicas: 6}}}");
    payments().publish(6000);
    scale(0);
    serve();
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.status().component("worker"))
                    .hasValueSatisfying(
                        worker -> {
                          assertThat(worker.phase()).isEqualTo(ComponentPhase.Ready);
                          assertThat(worker.desired()).isZero();
                        }));
    for (var tick = 0; tick < 10; tick++) {
      operator.tick(shop.id(), TICK);
    }
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
    assertThat(replicas()).isZero();
    assertThat(scaleWrites()).isZero();
    assertThat(shop.is(Condition.READY, Status.TRUE)).isTrue();
    assertThat(shop.condition(Condition.SCALING_ACTIVE).orElseThrow().reason())
        .isEqualTo("External");
    assertThat(operator.brokers().openReaders(shop.namespace())).isZero();
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.condition(Condition.DEPENDENCIES_AVAILABLE).orElseThrow().message())
                    .as("nobody is asked for whom there are no pods")
                    .doesNotContain("worker"));
  }

  @Test
  void removesItsOwnAutoscalerBeforeItScales() {
    start("{worker: {autoscaling: {mode: Disabled, maxReplicas: 6}}}");
    patchMode("Auto");
    payments().publish(6000);
    shop.client().resource(autoscalerOfBefore()).create();
    operator.beforeWrite(
        SCALE.formatted(shop.namespace()), body -> assertThat(autoscalers()).isEmpty());
    shop.poke();
    tickUntilReplicasAre(6);
    assertThat(autoscalers()).isEmpty();
  }

  @Test
  void writesNothingWhileThereIsNothingToDo() {
    start("{worker: {autoscaling: {maxReplicas: 6}}, event: {autoscaling: {maxReplicas: 6}}}");
    eventually()
        .until(
            () -> {
              operator.tick(shop.id(), TICK);
              return shop.status().scaling().size() == 2;
            });
    for (var tick = 0; tick < 12; tick++) {
      operator.tick(shop.id(), TICK);
    }
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
    var before = writesButOfHistory();
    for (var tick = 0; tick < 120; tick++) {
      operator.tick(shop.id(), TICK);
    }
    operator.awaitAnotherRun(shop.id(), shop::poke);
    assertThat(writesButOfHistory()).isEqualTo(before);
    assertThat(historyWrites()).as("one in five minutes").isLessThanOrEqualTo(4);
  }

  @Test
  void scalesNothingWhileTheStackIsPausedOrSuspended() {
    start(AUTO);
    shop.patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}");
    eventually().until(() -> shop.is(Condition.SCALING_ACTIVE, Status.UNKNOWN));
    payments().publish(6000);
    tick(20);
    assertThat(replicas()).isEqualTo(1);
    shop.patch(
        "{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":null}},\"spec\":{\"suspend\":true}}");
    eventually()
        .until(
            () ->
                shop.condition(Condition.SCALING_ACTIVE)
                    .filter(condition -> condition.reason().equals("Suspended"))
                    .isPresent());
    tick(20);
    assertThat(replicas()).isEqualTo(1);
    shop.patch("{\"spec\":{\"suspend\":false}}");
    tickUntilReplicasAre(6);
  }

  @Test
  void scalesOnTheBacklogWhenTheMetricsApiIsMissingAndSaysSo() {
    start("{worker: {autoscaling: {maxReplicas: 6, cpu: {}}}}");
    payments().publish(6000);
    tickUntilReplicasAre(6);
    eventually()
        .untilAsserted(
            () -> {
              operator.tick(shop.id(), TICK);
              var condition = shop.condition(Condition.SCALING_ACTIVE).orElseThrow();
              assertThat(condition.reason()).isEqualTo("MetricsUnavailable");
              assertThat(condition.message()).contains("install metrics-server");
            });
  }

  @Test
  void readsWithTheNewPasswordAfterARotation() {
    start(AUTO);
    tick(1);
    assertThat(operator.brokers().openReaders(shop.namespace())).isEqualTo(1);
    shop.editSecret(
        "shop-operator-credentials",
        data -> data.put("rabbitmq-password", base64("another-password")));
    eventually()
        .untilAsserted(
            () -> {
              tick(1);
              assertThat(operator.brokers().passwords(shop.namespace()))
                  .hasSize(2)
                  .endsWith("another-password");
            });
    assertThat(operator.brokers().openReaders(shop.namespace())).isEqualTo(1);
    shop.delete();
    eventually().until(() -> operator.brokers().openReaders(shop.namespace()) == 0);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stack that is ready and whose scaling has begun. */
  private void start(String spec) {
    shop.create(spec).startEverything();
    eventually()
        .until(
            () -> {
              operator.tick(shop.id(), TICK);
              return shop.condition(Condition.SCALING_ACTIVE).isPresent();
            });
  }

  private void tick(int times) {
    for (var tick = 0; tick < times; tick++) {
      operator.tick(shop.id(), TICK);
    }
  }

  /** Moves on until the worker has a number of pods; those that are added start at once. */
  private void tickUntilReplicasAre(int count) {
    eventually()
        .until(
            () -> {
              operator.tick(shop.id(), TICK);
              serve();
              return replicas() == count;
            });
  }

  private void serve() {
    shop.deployment(WORKER).ifPresent(shop.cluster()::serve);
  }

  private int replicas() {
    return shop.deployment(WORKER).orElseThrow().getSpec().getReplicas();
  }

  private void scale(int replicas) {
    shop.client()
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName(WORKER)
        .scale(replicas);
  }

  private void patchMode(String mode) {
    shop.patch("{\"spec\":{\"worker\":{\"autoscaling\":{\"mode\":\"%s\"}}}}".formatted(mode));
  }

  private Queue payments() {
    return operator.brokers().queue(shop.namespace(), PAYMENTS);
  }

  private ScalingStatus scaling() {
    return shop.status().scaling("worker").orElseThrow();
  }

  private double metric(String name) {
    return operator
        .metrics()
        .get(name)
        .tags("namespace", shop.namespace(), "component", "worker")
        .gauge()
        .value();
  }

  private Optional<ConfigMap> history() {
    return Optional.ofNullable(
        shop.client().configMaps().inNamespace(shop.namespace()).withName("shop-scaling").get());
  }

  private long scaleWrites() {
    return operator.writes(shop.namespace()).stream()
        .filter(write -> write.endsWith(WORKER + "/scale"))
        .count();
  }

  private long historyWrites() {
    return operator.writes(shop.namespace()).stream()
        .filter(write -> write.endsWith("/configmaps/shop-scaling"))
        .count();
  }

  private List<String> writesButOfHistory() {
    return operator.writes(shop.namespace()).stream()
        .filter(write -> !write.endsWith("/configmaps/shop-scaling"))
        .toList();
  }

  private List<HorizontalPodAutoscaler> autoscalers() {
    return shop.client()
        .resources(HorizontalPodAutoscaler.class)
        .inNamespace(shop.namespace())
        .list()
        .getItems();
  }

  private HorizontalPodAutoscaler autoscalerOfBefore() {
    return new HorizontalPodAutoscalerBuilder()
        .withNewMetadata()
        .withName(WORKER)
        .withNamespace(shop.namespace())
        .withLabels(Labels.of(Shop.NAME, "worker"))
        .endMetadata()
        .withNewSpec()
        .withNewScaleTargetRef("apps/v1", "Deployment", WORKER)
        .withMaxReplicas(4)
        .endSpec()
        .build();
  }
}
