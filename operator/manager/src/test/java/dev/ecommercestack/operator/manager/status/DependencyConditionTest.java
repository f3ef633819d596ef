package dev.ecommercestack.operator.manager.status;

import static dev.ecommercestack.contracts.access.Backing.POSTGRESQL;
import static dev.ecommercestack.contracts.access.Backing.RABBITMQ;
import static dev.ecommercestack.contracts.access.Backing.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DependencyConditionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T01:02:03Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(60);
  private static final Instant JUST_NOW = NOW.minusSeconds(59);

  @Test
  void namesServiceAndBackingServiceAndSinceWhen() {
    var statement =
        down(
            null,
            new Outage("user", RABBITMQ, LONG_AGO),
            new Outage("order", POSTGRESQL, LONG_AGO),
            new Outage("order", RABBITMQ, LONG_AGO));
    assertThat(statement)
        .isEqualTo(
            new DependencyCondition(
                Status.FALSE,
                "DependenciesDown",
                "order: postgresql (since 2026-01-01T01:01:03Z), rabbitmq (since 2026-01-01T01:01:03Z);"
                    + " user: rabbitmq (since 2026-01-01T01:01:03Z)"));
    assertThat(statement.blocks()).isTrue();
  }

  @Test
  void doesNotCountAnOutageOfLessThanAMinute() {
    assertThat(down(null, new Outage("order", RABBITMQ, JUST_NOW)).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void doesNotBlockWithoutTheCache() {
    var statement = down(null, new Outage("product", REDIS, LONG_AGO));
    assertThat(statement.status()).isEqualTo(Status.FALSE);
    assertThat(statement.reason()).isEqualTo("CacheDown");
    assertThat(statement.blocks()).isFalse();
  }

  @Test
  void doesNotBlockWithAnOutageOfLessThanAMinuteBesideTheCache() {
    var statement =
        down(
            last(Status.FALSE, "CacheDown"),
            new Outage("product", REDIS, LONG_AGO),
            new Outage("order", RABBITMQ, JUST_NOW));
    assertThat(statement.reason()).isEqualTo("CacheDown");
  }

  @Test
  void keepsWhatWasStatedUntilTheOperatorHasAskedAgain() {
    var last = last(Status.FALSE, "DependenciesDown");
    var statement = DependencyCondition.of(DependencyReport.NOT_OBSERVED, last, NOW);
    assertThat(statement)
        .isEqualTo(new DependencyCondition(Status.FALSE, "DependenciesDown", "as it was"));
    assertThat(statement.blocks()).isTrue();
  }

  @Test
  void keepsAnOutageThatARestartedOperatorSeesForTheFirstTime() {
    var statement =
        down(last(Status.FALSE, "DependenciesDown"), new Outage("order", RABBITMQ, JUST_NOW));
    assertThat(statement.blocks()).isTrue();
  }

  @Test
  void takesAnOutageBackWhenNobodyReportsOneAnyMore() {
    assertThat(down(last(Status.FALSE, "DependenciesDown")).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void isUnknownAndDoesNotBlockWhereAServiceDoesNotAnswer() {
    var report =
        new DependencyReport(
            true,
            Set.of(RABBITMQ),
            List.of(),
            new TreeMap<>(Map.of("order", "its management port cannot be reached")));
    var statement = DependencyCondition.of(report, last(Status.FALSE, "DependenciesDown"), NOW);
    assertThat(statement)
        .isEqualTo(
            new DependencyCondition(
                Status.UNKNOWN,
                "ServicesDoNotAnswer",
                "order: its management port cannot be reached"));
    assertThat(statement.blocks()).isFalse();
  }

  @Test
  void isUnknownBeforeTheFirstPoll() {
    assertThat(DependencyCondition.of(DependencyReport.NOT_OBSERVED, null, NOW).status())
        .isEqualTo(Status.UNKNOWN);
  }

  private static DependencyCondition down(@Nullable Condition last, Outage... outages) {
    return DependencyCondition.of(
        new DependencyReport(true, Set.of(), List.of(outages), new TreeMap<>()), last, NOW);
  }

  private static Condition last(Status status, String reason) {
    return new Condition(
        Condition.DEPENDENCIES_AVAILABLE, status, reason, "as it was", LONG_AGO.toString(), 1L);
  }
}
