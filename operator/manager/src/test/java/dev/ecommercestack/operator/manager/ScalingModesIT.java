package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.FakeBrokers.CLAIMS;
import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the scaling acts and when it leaves the number of pods alone. */
class ScalingModesIT extends ScalingFixture {
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
