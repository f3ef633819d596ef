package dev.ecommercestack.operator.manager.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.api.v1alpha1.status.RolledOut;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.status.StackReport.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusAggregatorTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Health READY = Health.ready(3, START);
  private static final Health STARTING =
      new Health(ComponentPhase.Progressing, 1, 3, "1 of 3 pods are ready", false, START);
  private static final Health BROKEN = STARTING.blocked("pod shop-kafka-0 cannot pull image x");

  private final StatusAggregator aggregator = new StatusAggregator(Duration.ofMinutes(10));

  @Test
  void isReadyForThisGenerationWhenEverythingIsRolledOut() {
    var status = after(Situation.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
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
        aggregator.aggregate(
            8,
            "0.1.0",
            new StackReport(Situation.DIRECT_ROLLOUT, null, List.of(component), "same"),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            rolledOut(),
            START);
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.ROLLOUT_IN_PROGRESS);
    assertThat(status.rolledOut()).isEqualTo(new RolledOut(7, "same"));
  }

  private EcommerceStackStatus rolledOut() {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, READY);
    return aggregator.aggregate(
        7,
        "0.1.0",
        new StackReport(Situation.ORDERED_ROLLOUT, null, List.of(component), "same"),
        Endpoints.NONE,
        DependencyReport.NOT_OBSERVED,
        EcommerceStackStatus.NONE,
        START);
  }

  @Test
  void namesWhatARolloutWaitsFor() {
    var status = after(Situation.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, START);
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
    var status = after(Situation.ORDERED_ROLLOUT, BROKEN, EcommerceStackStatus.NONE, START);
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
    var status =
        aggregator.aggregate(
            7,
            "0.1.0",
            new StackReport(Situation.ORDERED_ROLLOUT, null, components),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            EcommerceStackStatus.NONE,
            START);
    assertThat(condition(status, Condition.READY).message())
        .startsWith("order: pod shop-kafka-0 cannot pull image x; user: 1 of 3 pods are ready;")
        .endsWith("; and 1 more");
  }

  @Test
  void conditionsShortenWhatComponentsSayInFull() {
    var words = "x".repeat(1000);
    var status = after(Situation.STEADY, STARTING.blocked(words), EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.DEGRADED).message())
        .hasSizeLessThan(300)
        .endsWith("...");
    assertThat(status.component("kafka").map(ComponentStatus::message)).contains(words);
  }

  @Test
  void isDegradedByARolloutThatTakesTooLong() {
    var inTime = START.plus(Duration.ofMinutes(9));
    var late = START.plus(Duration.ofMinutes(11));
    assertThat(phase(after(Situation.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, inTime)))
        .isEqualTo(ComponentPhase.Progressing);
    assertThat(phase(after(Situation.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, late)))
        .isEqualTo(ComponentPhase.Degraded);
  }

  @Test
  void isDegradedAtOnceByWhatWasWellBefore() {
    var status = after(Situation.STEADY, STARTING, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.PROGRESSING).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void podsThatAnAutoscalerAddsAreWaitedForWithoutAlarm() {
    for (var situation : List.of(Situation.STEADY, Situation.ORDERED_ROLLOUT)) {
      var order = new ComponentReport("order", "image", true, true, true, 1, STARTING);
      var ready = situation == Situation.STEADY ? Status.TRUE : Status.FALSE;
      assertThat(condition(after(situation, order), Condition.READY).status()).isEqualTo(ready);
      assertThat(condition(after(situation, order), Condition.DEGRADED).status())
          .isEqualTo(Status.FALSE);
      assertThat(after(situation, order).component("order").map(ComponentStatus::message))
          .contains("1 of 3 pods are ready");
    }
  }

  @Test
  void fewerPodsThanTheUserAsksForOrOnesThatCannotStartAreAlarming() {
    for (var order :
        List.of(
            new ComponentReport("order", "image", true, true, true, 2, STARTING),
            new ComponentReport("order", "image", true, true, true, 1, BROKEN))) {
      var status = after(Situation.STEADY, order);
      assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
      assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    }
  }

  @Test
  void isNotReadyWhileAnObjectOfAServingComponentIsNotAsPlanned() {
    var failed = READY.waiting("Kubernetes failed on PodDisruptionBudget shop-order");
    for (var gating : List.of(true, false)) {
      for (var situation : List.of(Situation.STEADY, Situation.ORDERED_ROLLOUT)) {
        var status =
            after(
                situation,
                new ComponentReport("order", "image", gating, true, true, false, 1, failed));
        assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
        assertThat(condition(status, Condition.READY).message())
            .isEqualTo("order: Kubernetes failed on PodDisruptionBudget shop-order");
      }
    }
  }

  private EcommerceStackStatus after(Situation situation, ComponentReport component) {
    return aggregator.aggregate(
        7,
        "0.1.0",
        new StackReport(situation, null, List.of(component)),
        Endpoints.NONE,
        DependencyReport.NOT_OBSERVED,
        EcommerceStackStatus.NONE,
        START);
  }

  @Test
  void isReadyButDegradedWithoutACache() {
    var redis = new ComponentReport("redis", "image", false, true, true, STARTING);
    var status =
        aggregator.aggregate(
            7,
            "0.1.0",
            new StackReport(Situation.STEADY, null, List.of(redis)),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            EcommerceStackStatus.NONE,
            START);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).message()).startsWith("redis:");
  }

  @Test
  void isStalledByWhatAPersonHasToCorrect() {
    var report = new StackReport(Situation.INVALID, "Secret db-admin does not exist", List.of());
    var status =
        aggregator.aggregate(
            7,
            "0.1.0",
            report,
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            EcommerceStackStatus.NONE,
            START);
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
    for (var situation :
        List.of(Situation.ORDERED_ROLLOUT, Situation.DIRECT_ROLLOUT, Situation.STEADY)) {
      var status =
          aggregator.aggregate(
              7,
              "0.1.0",
              new StackReport(situation, "Secret mine is gone", List.of(worker)),
              Endpoints.NONE,
              DependencyReport.NOT_OBSERVED,
              EcommerceStackStatus.NONE,
              START);
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
    var report = new StackReport(Situation.ERROR, "the operator failed", List.of());
    var status =
        aggregator.aggregate(
            7,
            "0.1.0",
            report,
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            EcommerceStackStatus.NONE,
            START);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.RECONCILE_ERROR);
    assertThat(condition(status, Condition.RECONCILING).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.STALLED).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void doesNotClaimToKnowWhatItWasToldNotToLookAfter() {
    var status = after(Situation.SUSPENDED, READY, EcommerceStackStatus.NONE, START);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.UNKNOWN);
    assertThat(phase(status)).isEqualTo(ComponentPhase.Suspended);
  }

  @Test
  void staysEqualWhileNothingChanges() {
    var first = after(Situation.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
    var later = START.plus(Duration.ofHours(1));
    assertThat(after(Situation.STEADY, READY, first, later)).isEqualTo(first);
  }

  @Test
  void movesTheTimeOnlyOfConditionsWhoseStatusChanged() {
    var first = after(Situation.ORDERED_ROLLOUT, STARTING, EcommerceStackStatus.NONE, START);
    var later = START.plus(Duration.ofMinutes(1));
    var second = after(Situation.ORDERED_ROLLOUT, READY, first, later);
    assertThat(condition(second, Condition.READY).lastTransitionTime())
        .isEqualTo("2026-01-01T00:01:00Z");
    assertThat(condition(second, Condition.DEGRADED).lastTransitionTime())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void showsTheOldImageUntilTheNewOneIsApplied() {
    var before = after(Situation.ORDERED_ROLLOUT, READY, EcommerceStackStatus.NONE, START);
    var held = new ComponentReport("kafka", "kafka:new", true, true, false, READY);
    var status =
        aggregator.aggregate(
            8,
            "0.1.0",
            new StackReport(Situation.ORDERED_ROLLOUT, null, List.of(held)),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            before,
            START);
    assertThat(status.component("kafka").map(ComponentStatus::image)).contains("kafka:1");
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void isNotReadyWhileServicesCannotUseABroker() {
    var status = withDown(Situation.STEADY, READY, Backing.RABBITMQ);
    var message = "order: rabbitmq (since 2026-01-01T00:00:00Z)";
    assertThat(condition(status, Condition.DEPENDENCIES_AVAILABLE).message()).isEqualTo(message);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.DEPENDENCIES_DOWN);
    assertThat(condition(status, Condition.READY).message()).isEqualTo(message);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.STALLED).status()).isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.PROGRESSING).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void staysReadyWhileServicesCannotUseTheCache() {
    var status = withDown(Situation.STEADY, READY, Backing.REDIS);
    assertThat(condition(status, Condition.DEPENDENCIES_AVAILABLE).status())
        .isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).reason()).isEqualTo(Reasons.CACHE_DOWN);
  }

  @Test
  void aRolloutThatRestartsABrokerIsNotDegradedByIt() {
    var status = withDown(Situation.ORDERED_ROLLOUT, STARTING, Backing.RABBITMQ);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.ROLLOUT_IN_PROGRESS);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void isReadyUnknownWhilePausedWhateverServicesCannotUse() {
    var status = withDown(Situation.PAUSED, READY, Backing.RABBITMQ);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.UNKNOWN);
    assertThat(condition(status, Condition.DEPENDENCIES_AVAILABLE).status())
        .isEqualTo(Status.FALSE);
  }

  private EcommerceStackStatus withDown(Situation situation, Health kafka, Backing backing) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return aggregator.aggregate(
        7,
        "0.1.0",
        new StackReport(situation, null, List.of(component)),
        Endpoints.NONE,
        new DependencyReport(
            true, Set.of(backing), List.of(new Outage("order", backing, START)), new TreeMap<>()),
        EcommerceStackStatus.NONE,
        START.plusSeconds(60));
  }

  private EcommerceStackStatus after(
      Situation situation, Health kafka, EcommerceStackStatus last, Instant now) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return aggregator.aggregate(
        7,
        "0.1.0",
        new StackReport(situation, null, List.of(component)),
        Endpoints.NONE,
        DependencyReport.NOT_OBSERVED,
        last,
        now);
  }

  private static Condition condition(EcommerceStackStatus status, String type) {
    return status.condition(type).orElseThrow();
  }

  private static ComponentPhase phase(EcommerceStackStatus status) {
    return status.component("kafka").orElseThrow().phase();
  }
}
