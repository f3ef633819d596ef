package dev.ecommercestack.operator.manager.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Situation;
import dev.ecommercestack.operator.manager.status.StatusAggregator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoryTest {

  private static final Health READY = Health.ready(1, Instant.EPOCH);
  private static final Health STARTING =
      new Health(ComponentPhase.Progressing, 0, 1, "0 of 1 pods are ready", false, Instant.EPOCH);

  @Test
  void tellsAFirstCreationFromBeginningToEnd() {
    var started = status(EcommerceStackStatus.NONE, Situation.ORDERED_ROLLOUT, STARTING);
    var finished = status(started, Situation.ORDERED_ROLLOUT, READY);
    assertThat(reasons(EcommerceStackStatus.NONE, started)).containsExactly("RolloutStarted");
    assertThat(reasons(started, finished)).containsExactly("ComponentReady", "RolloutComplete");
  }

  @Test
  void warnsOfAComponentThatFails() {
    var good = status(EcommerceStackStatus.NONE, Situation.ORDERED_ROLLOUT, READY);
    var bad = status(good, Situation.STEADY, STARTING.blocked("pod shop-kafka-0 keeps crashing"));
    assertThat(Story.between(good, bad))
        .containsExactly(
            StackEvent.warning("ComponentDegraded", "kafka: pod shop-kafka-0 keeps crashing"));
  }

  @Test
  void interruptionOfWhatIsRolledOutTellsOfNoRollout() {
    var good = status(EcommerceStackStatus.NONE, Situation.ORDERED_ROLLOUT, READY);
    for (var situation : List.of(Situation.ERROR, Situation.WAITING)) {
      var interrupted = status(good, situation, READY);
      assertThat(reasons(good, interrupted)).as(situation.name()).isEmpty();
      assertThat(reasons(interrupted, status(interrupted, Situation.STEADY, READY))).isEmpty();
    }
  }

  @Test
  void isSilentWhenNothingHappens() {
    var good = status(EcommerceStackStatus.NONE, Situation.ORDERED_ROLLOUT, READY);
    assertThat(Story.between(good, status(good, Situation.STEADY, READY))).isEmpty();
  }

  @Test
  void warnsAgainWhenAnotherSpecIsWrongToo() {
    var bad = status(EcommerceStackStatus.NONE, Situation.STEADY, STARTING.blocked("too small"));
    var same = status(bad, Situation.STEADY, STARTING.blocked("still too small"));
    assertThat(Story.between(bad, same)).isEmpty();
    var corrected = status(2, bad, Situation.STEADY, STARTING.blocked("too large"));
    assertThat(Story.between(bad, corrected))
        .containsExactly(StackEvent.warning("ComponentDegraded", "kafka: too large"));
  }

  @Test
  void saysOnceWhatHasToBeCorrected() {
    var invalid = status(EcommerceStackStatus.NONE, Situation.INVALID, READY);
    assertThat(reasons(EcommerceStackStatus.NONE, invalid))
        .containsExactly("ComponentReady", "Invalid");
    assertThat(Story.between(invalid, status(invalid, Situation.INVALID, READY))).isEmpty();
  }

  @Test
  void tellsWhenServicesCannotUseABrokerAndWhenTheyCanAgain() {
    var good = status(EcommerceStackStatus.NONE, Situation.ORDERED_ROLLOUT, READY);
    var down = dependencies(good, new Outage("order", Backing.RABBITMQ, Instant.EPOCH));
    assertThat(Story.between(good, down))
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
            new StackReport(Situation.STEADY, null, List.of(component)),
            Endpoints.NONE,
            new DependencyReport(true, Set.of(), List.of(outages), new TreeMap<>()),
            last,
            Instant.EPOCH.plusSeconds(60));
  }

  private static List<String> reasons(EcommerceStackStatus before, EcommerceStackStatus after) {
    return Story.between(before, after).stream().map(StackEvent::reason).toList();
  }

  private static EcommerceStackStatus status(
      EcommerceStackStatus last, Situation situation, Health kafka) {
    return status(1, last, situation, kafka);
  }

  private static EcommerceStackStatus status(
      long generation, EcommerceStackStatus last, Situation situation, Health kafka) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return new StatusAggregator(Duration.ofMinutes(10))
        .aggregate(
            generation,
            "0.1.0",
            new StackReport(
                situation,
                situation == Situation.INVALID ? "why" : null,
                List.of(component),
                "hash"),
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            last,
            Instant.EPOCH);
  }
}
