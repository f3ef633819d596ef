package dev.ecommercestack.operator.manager.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import dev.ecommercestack.operator.manager.status.StatusAggregator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusEventsTest {

  private static final Health READY = Health.ready(1, Instant.EPOCH);
  private static final Health STARTING =
      new Health(ComponentPhase.Progressing, 0, 1, "0 of 1 pods are ready", false, Instant.EPOCH);

  @Test
  void tellsAFirstCreationFromBeginningToEnd() {
    var started = status(EcommerceStackStatus.NONE, Outcome.ORDERED_ROLLOUT, STARTING);
    var finished = status(started, Outcome.ORDERED_ROLLOUT, READY);
    assertThat(reasons(EcommerceStackStatus.NONE, started)).containsExactly("RolloutStarted");
    assertThat(reasons(started, finished)).containsExactly("ComponentReady", "RolloutComplete");
  }

  @Test
  void warnsOfAComponentThatFails() {
    var good = status(EcommerceStackStatus.NONE, Outcome.ORDERED_ROLLOUT, READY);
    var bad = status(good, Outcome.STEADY, STARTING.blocked("pod shop-kafka-0 keeps crashing"));
    assertThat(StatusEvents.ofStatus(good, bad))
        .containsExactly(
            StackEvent.warning("ComponentDegraded", "kafka: pod shop-kafka-0 keeps crashing"));
  }

  @Test
  void interruptionOfWhatIsRolledOutTellsOfNoRollout() {
    var good = status(EcommerceStackStatus.NONE, Outcome.ORDERED_ROLLOUT, READY);
    for (var outcome : List.of(Outcome.ERROR, Outcome.WAITING)) {
      var interrupted = status(good, outcome, READY);
      assertThat(reasons(good, interrupted)).as(outcome.name()).isEmpty();
      assertThat(reasons(interrupted, status(interrupted, Outcome.STEADY, READY))).isEmpty();
    }
  }

  @Test
  void isSilentWhenNothingHappens() {
    var good = status(EcommerceStackStatus.NONE, Outcome.ORDERED_ROLLOUT, READY);
    assertThat(StatusEvents.ofStatus(good, status(good, Outcome.STEADY, READY))).isEmpty();
  }

  @Test
  void warnsAgainWhenAnotherSpecIsWrongToo() {
    var bad = status(EcommerceStackStatus.NONE, Outcome.STEADY, STARTING.blocked("too small"));
    var same = status(bad, Outcome.STEADY, STARTING.blocked("still too small"));
    assertThat(StatusEvents.ofStatus(bad, same)).isEmpty();
    var corrected = status(2, bad, Outcome.STEADY, STARTING.blocked("too large"));
    assertThat(StatusEvents.ofStatus(bad, corrected))
        .containsExactly(StackEvent.warning("ComponentDegraded", "kafka: too large"));
  }

  @Test
  void saysOnceWhatHasToBeCorrected() {
    var invalid = status(EcommerceStackStatus.NONE, Outcome.INVALID, READY);
    assertThat(reasons(EcommerceStackStatus.NONE, invalid))
        .containsExactly("ComponentReady", "Invalid");
    assertThat(StatusEvents.ofStatus(invalid, status(invalid, Outcome.INVALID, READY))).isEmpty();
  }

  @Test
  void tellsWhenServicesCannotUseABrokerAndWhenTheyCanAgain() {
    var good = status(EcommerceStackStatus.NONE, Outcome.ORDERED_ROLLOUT, READY);
    var down = dependencies(good, new Outage("order", Backing.RABBITMQ, Instant.EPOCH));
    assertThat(StatusEvents.ofStatus(good, down))
        .containsExactly(
            StackEvent.warning("DependenciesDown", "order: rabbitmq (since 1970-01-01T00:00:00Z)"));
    assertThat(reasons(down, dependencies(down))).containsExactly("AllDependenciesAvailable");
  }

  private static EcommerceStackStatus dependencies(EcommerceStackStatus last, Outage... outages) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, READY);
    return new StatusAggregator(Duration.ofMinutes(10))
        .aggregate(
            1,
            "0.1.0",
            new StackReport(Outcome.STEADY, null, List.of(component)),
            Endpoints.NONE,
            new DependencyReport(true, Set.of(), List.of(outages), new TreeMap<>()),
            ScalingReport.NOT_OBSERVED,
            last,
            Instant.EPOCH.plusSeconds(60));
  }

  private static List<String> reasons(EcommerceStackStatus before, EcommerceStackStatus after) {
    return StatusEvents.ofStatus(before, after).stream().map(StackEvent::reason).toList();
  }

  private static EcommerceStackStatus status(
      EcommerceStackStatus last, Outcome outcome, Health kafka) {
    return status(1, last, outcome, kafka);
  }

  private static EcommerceStackStatus status(
      long generation, EcommerceStackStatus last, Outcome outcome, Health kafka) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return new StatusAggregator(Duration.ofMinutes(10))
        .aggregate(
            generation,
            "0.1.0",
            new StackReport(
                outcome, outcome == Outcome.INVALID ? "why" : null, List.of(component), "hash"),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            ScalingReport.NOT_OBSERVED,
            last,
            Instant.EPOCH);
  }
}
