package dev.ecommercestack.operator.manager.status;

import static dev.ecommercestack.operator.manager.status.StatusFixture.BROKEN;
import static dev.ecommercestack.operator.manager.status.StatusFixture.READY;
import static dev.ecommercestack.operator.manager.status.StatusFixture.START;
import static dev.ecommercestack.operator.manager.status.StatusFixture.STARTING;
import static dev.ecommercestack.operator.manager.status.StatusFixture.after;
import static dev.ecommercestack.operator.manager.status.StatusFixture.aggregate;
import static dev.ecommercestack.operator.manager.status.StatusFixture.condition;
import static dev.ecommercestack.operator.manager.status.StatusFixture.phase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusAggregatorTest {

  @Test
  void isReadyForThisGenerationWhenEverythingIsRolledOut() {
    var status = after(Outcome.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.READY).observedGeneration()).isEqualTo(7);
    assertThat(status.observedGeneration()).isEqualTo(7);
    assertThat(status.lastGoodVersion()).isEqualTo("0.1.0");
    assertThat(condition(status, Condition.PROGRESSING).reason())
        .isEqualTo(Reasons.ROLLOUT_COMPLETE);
  }

  @Test
  void changeThatReplacesNoPodsIsUnderWayUntilEverythingIsAsAskedFor() {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, STARTING);
    var status =
        aggregate(
            8,
            new StackReport(Outcome.DIRECT_ROLLOUT, null, List.of(component), "same"),
            rolledOut(),
            START);
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.ROLLOUT_IN_PROGRESS);
    assertThat(status.rolledOut()).isEqualTo(new RolledOut(7, "same"));
  }

  private EcommerceStackStatus rolledOut() {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, READY);
    return aggregate(new StackReport(Outcome.ORDERED_ROLLOUT, null, List.of(component), "same"));
  }

  @Test
  void namesWhatARolloutWaitsFor() {
    var status = after(Outcome.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.PROGRESSING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.PROGRESSING).message())
        .isEqualTo("kafka: 1 of 3 pods are ready");
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.FALSE);
    assertThat(status.lastGoodVersion()).isNull();
  }

  @Test
  void isDegradedAtOnceByWhatWaitingWillNotMend() {
    var status = after(Outcome.ORDERED_ROLLOUT, BROKEN, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).message())
        .isEqualTo("kafka: pod shop-kafka-0 cannot pull image x");
    assertThat(condition(status, Condition.READY).reason())
        .as("what kubectl get shows")
        .isEqualTo(Reasons.COMPONENTS_NOT_HEALTHY);
    assertThat(phase(status)).isEqualTo(ComponentPhase.Degraded);
  }

  @Test
  void namesFirstWhatSomebodyHasToMend() {
    var components =
        Stream.of("user", "product", "event", "order")
            .map(
                name ->
                    new ComponentReport(
                        name, "image", true, true, true, name.equals("order") ? BROKEN : STARTING))
            .toList();
    var status = aggregate(new StackReport(Outcome.ORDERED_ROLLOUT, null, components));
    assertThat(condition(status, Condition.READY).message())
        .startsWith("order: pod shop-kafka-0 cannot pull image x; user: 1 of 3 pods are ready;")
        .endsWith("; and 1 more");
  }

  @Test
  void conditionsShortenWhatComponentsSayInFull() {
    var words = "x".repeat(1000);
    var status = after(Outcome.STEADY, STARTING.blocked(words), EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.DEGRADED).message())
        .hasSizeLessThan(300)
        .endsWith("...");
    assertThat(status.component("kafka").map(ComponentStatus::message)).contains(words);
  }

  @Test
  void isDegradedByARolloutThatTakesTooLong() {
    var inTime = START.plus(Duration.ofMinutes(9));
    var late = START.plus(Duration.ofMinutes(11));
    assertThat(phase(after(Outcome.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, inTime)))
        .isEqualTo(ComponentPhase.Progressing);
    assertThat(phase(after(Outcome.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, late)))
        .isEqualTo(ComponentPhase.Degraded);
  }

  @Test
  void isDegradedAtOnceByWhatWasWellBefore() {
    var status = after(Outcome.STEADY, STARTING, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.PROGRESSING).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void podsThatAnAutoscalerAddsAreWaitedForWithoutAlarm() {
    for (var outcome : List.of(Outcome.STEADY, Outcome.ORDERED_ROLLOUT)) {
      var order = new ComponentReport("order", "image", true, true, true, 1, STARTING);
      var ready = outcome == Outcome.STEADY ? Status.TRUE : Status.FALSE;
      assertThat(condition(after(outcome, order), Condition.READY).status()).isEqualTo(ready);
      assertThat(condition(after(outcome, order), Condition.DEGRADED).status())
          .isEqualTo(Status.FALSE);
      assertThat(after(outcome, order).component("order").map(ComponentStatus::message))
          .contains("1 of 3 pods are ready");
    }
  }

  @Test
  void fewerPodsThanTheUserAsksForOrOnesThatCannotStartAreAlarming() {
    for (var order :
        List.of(
            new ComponentReport("order", "image", true, true, true, 2, STARTING),
            new ComponentReport("order", "image", true, true, true, 1, BROKEN))) {
      var status = after(Outcome.STEADY, order);
      assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
      assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    }
  }

  @Test
  void isNotReadyWhileAnObjectOfAServingComponentIsNotAsPlanned() {
    var failed = READY.waiting("Kubernetes failed on PodDisruptionBudget shop-order");
    for (var gating : List.of(true, false)) {
      for (var outcome : List.of(Outcome.STEADY, Outcome.ORDERED_ROLLOUT)) {
        var status =
            after(
                outcome,
                new ComponentReport("order", "image", gating, true, true, false, 1, failed));
        assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
        assertThat(condition(status, Condition.READY).message())
            .isEqualTo("order: Kubernetes failed on PodDisruptionBudget shop-order");
      }
    }
  }

  @Test
  void isReadyButDegradedWithoutACache() {
    var redis = new ComponentReport("redis", "image", false, true, true, STARTING);
    var status = aggregate(new StackReport(Outcome.STEADY, null, List.of(redis)));
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).message()).startsWith("redis:");
  }

  @Test
  void isStalledByWhatAPersonHasToCorrect() {
    var report = new StackReport(Outcome.INVALID, "Secret db-admin does not exist", List.of());
    var status = aggregate(report);
    assertThat(condition(status, Condition.STALLED).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.STALLED).message())
        .isEqualTo("Secret db-admin does not exist");
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void isStalledByAMissingSecretAlsoWhileOthersAreLookedAfter() {
    var worker =
        new ComponentReport(
            "worker", "worker:2", true, true, true, false, 1, READY.blocked("Secret mine is gone"));
    for (var outcome : List.of(Outcome.ORDERED_ROLLOUT, Outcome.DIRECT_ROLLOUT, Outcome.STEADY)) {
      var status = aggregate(new StackReport(outcome, "Secret mine is gone", List.of(worker)));
      for (var type : List.of(Condition.READY, Condition.STALLED, Condition.RECONCILING)) {
        assertThat(condition(status, type).reason()).as(type).isEqualTo(Reasons.INVALID);
        assertThat(condition(status, type).message()).isEqualTo("Secret mine is gone");
      }
      assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
      assertThat(condition(status, Condition.STALLED).status()).isEqualTo(Status.TRUE);
      assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.FALSE);
      assertThat(status.component("worker").orElseThrow().phase())
          .isEqualTo(ComponentPhase.Degraded);
    }
  }

  @Test
  void showsThatTheOperatorItselfFails() {
    var report = new StackReport(Outcome.ERROR, "the operator failed", List.of());
    var status = aggregate(report);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.RECONCILE_ERROR);
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.STALLED).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void doesNotClaimToKnowWhatItWasToldNotToLookAfter() {
    var status = after(Outcome.SUSPENDED, READY, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.UNKNOWN);
    assertThat(phase(status)).isEqualTo(ComponentPhase.Suspended);
  }

  @Test
  void staysEqualWhileNothingChanges() {
    var first = after(Outcome.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
    var later = START.plus(Duration.ofHours(1));
    assertThat(after(Outcome.STEADY, READY, first, later)).isEqualTo(first);
  }

  @Test
  void movesTheTimeOnlyOfConditionsWhoseStatusChanged() {
    var first = after(Outcome.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, START);
    var later = START.plus(Duration.ofMinutes(1));
    var second = after(Outcome.ORDERED_ROLLOUT, READY, first, later);
    assertThat(condition(second, Condition.READY).lastTransitionTime())
        .isEqualTo("2026-01-01T00:01:00Z");
    assertThat(condition(second, Condition.DEGRADED).lastTransitionTime())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void showsTheOldImageUntilTheNewOneIsApplied() {
    var before = after(Outcome.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
    var held = new ComponentReport("kafka", "kafka:new", true, true, false, READY);
    var status =
        aggregate(8, new StackReport(Outcome.ORDERED_ROLLOUT, null, List.of(held)), before, START);
    assertThat(status.component("kafka").map(ComponentStatus::image)).contains("kafka:1");
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
  }
}
