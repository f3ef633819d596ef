package dev.ecommercestack.operator.manager.dependencies;

import static dev.ecommercestack.contracts.access.Backing.KAFKA;
import static dev.ecommercestack.contracts.access.Backing.POSTGRESQL;
import static dev.ecommercestack.contracts.access.Backing.RABBITMQ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DependencyHistoryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final HealthAnswer UP = told(true);
  private static final HealthAnswer DOWN = told(false);
  private static final HealthAnswer SILENT =
      new HealthAnswer.NoAnswer("its management port cannot be reached");

  private final DependencyHistory dependencies = new DependencyHistory();

  @BeforeEach
  void orderUsesRabbitMq() {
    dependencies.expect(Map.of("order", Set.of(RABBITMQ)));
  }

  @Test
  void reportsNothingBeforeEveryServiceWasAsked() {
    dependencies.expect(Map.of("order", Set.of(RABBITMQ), "user", Set.of(RABBITMQ)));
    dependencies.record("order", UP, START);
    assertThat(at(0)).isEqualTo(DependencyReport.NOT_OBSERVED);
    dependencies.record("user", UP, START);
    assertThat(at(0)).isEqualTo(DependencyReport.available(Set.of(RABBITMQ)));
  }

  @Test
  void reportsAnOutageThatCountsAfterSixtySeconds() {
    poll(0, UP);
    poll(30, DOWN);
    poll(60, DOWN);
    var outage = new Outage("order", RABBITMQ, START.plusSeconds(30));
    assertThat(at(60).outages()).containsExactly(outage);
    assertThat(at(60).isUndecided(START.plusSeconds(60))).isTrue();
    assertThat(at(89).lasting(START.plusSeconds(89))).isEmpty();
    poll(90, DOWN);
    assertThat(at(90).lasting(START.plusSeconds(90))).containsExactly(outage);
    assertThat(at(90).isUndecided(START.plusSeconds(90))).isFalse();
  }

  @Test
  void forgetsAnOutageThatAnotherPodContradicts() {
    poll(0, DOWN);
    poll(30, UP);
    poll(60, DOWN);
    assertThat(at(60).outages())
        .containsExactly(new Outage("order", RABBITMQ, START.plusSeconds(60)));
  }

  @Test
  void takesSilenceForUnknownAfterNinetySecondsAndNeverForDown() {
    poll(0, UP);
    poll(30, SILENT);
    poll(60, SILENT);
    poll(90, SILENT);
    assertThat(at(90).unknown()).isEmpty();
    assertThat(at(91).outages()).isEmpty();
    assertThat(at(91).unknown())
        .containsEntry(
            "order",
            "its management port cannot be reached; its last answer is of 2026-01-01T00:00:00Z");
    assertThat(at(91)).as("does not change while nothing happens").isEqualTo(at(500));
  }

  @Test
  void keepsTheBeginningOfAnOutageOverASilence() {
    poll(0, DOWN);
    poll(30, SILENT);
    poll(200, SILENT);
    assertThat(at(200).outages()).as("known no more").isEmpty();
    poll(230, DOWN);
    assertThat(at(230).outages()).containsExactly(new Outage("order", RABBITMQ, START));
  }

  @Test
  void saysOfAServiceThatNeverAnsweredWhy() {
    poll(0, new HealthAnswer.NoAnswer("no pod of it runs"));
    assertThat(at(0).unknown()).containsExactly(Map.entry("order", "no pod of it runs"));
  }

  @Test
  void doesNotCountWhatTheContractDoesNotGiveTheService() {
    dependencies.record(
        "order", new HealthAnswer.Reported(Map.of(RABBITMQ, true, KAFKA, false)), START);
    assertThat(at(0)).isEqualTo(DependencyReport.available(Set.of(RABBITMQ)));
  }

  @Test
  void takesWhatAnOlderServiceDoesNotTellAboutForUnknown() {
    dependencies.expect(Map.of("order", Set.of(RABBITMQ, POSTGRESQL)));
    poll(0, UP);
    assertThat(at(0).outages()).isEmpty();
    assertThat(at(0).unknown())
        .containsExactly(Map.entry("order", "it does not report postgresql"));
  }

  private void poll(int second, HealthAnswer answer) {
    dependencies.record("order", answer, START.plusSeconds(second));
  }

  private DependencyReport at(int second) {
    return dependencies.report(START.plusSeconds(second));
  }

  private static HealthAnswer told(boolean available) {
    return new HealthAnswer.Reported(Map.<Backing, Boolean>of(RABBITMQ, available));
  }
}
