package dev.ecommercestack.operator.manager.status;

import static dev.ecommercestack.operator.manager.status.StatusFixture.READY;
import static dev.ecommercestack.operator.manager.status.StatusFixture.START;
import static dev.ecommercestack.operator.manager.status.StatusFixture.STARTING;
import static dev.ecommercestack.operator.manager.status.StatusFixture.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What services report about their backing services, in the conditions of a stack. */
class DependenciesStatusTest {

  @Test
  void isNotReadyWhileServicesCannotUseABroker() {
    var status = withDown(Outcome.STEADY, READY, Backing.RABBITMQ);
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
    var status = withDown(Outcome.STEADY, READY, Backing.REDIS);
    assertThat(condition(status, Condition.DEPENDENCIES_AVAILABLE).status())
        .isEqualTo(Status.FALSE);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.TRUE);
    assertThat(condition(status, Condition.DEGRADED).reason()).isEqualTo(Reasons.CACHE_DOWN);
  }

  @Test
  void aRolloutThatRestartsABrokerIsNotDegradedByIt() {
    var status = withDown(Outcome.ORDERED_ROLLOUT, STARTING, Backing.RABBITMQ);
    assertThat(condition(status, Condition.READY).reason()).isEqualTo(Reasons.ROLLOUT_IN_PROGRESS);
    assertThat(condition(status, Condition.DEGRADED).status()).isEqualTo(Status.FALSE);
  }

  @Test
  void isReadyUnknownWhilePausedWhateverServicesCannotUse() {
    var status = withDown(Outcome.PAUSED, READY, Backing.RABBITMQ);
    assertThat(condition(status, Condition.READY).status()).isEqualTo(Status.UNKNOWN);
    assertThat(condition(status, Condition.DEPENDENCIES_AVAILABLE).status())
        .isEqualTo(Status.FALSE);
  }

  private EcommerceStackStatus withDown(Outcome outcome, Health kafka, Backing backing) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return new StatusAggregator(Duration.ofMinutes(10))
        .aggregate(
            7,
            "0.1.0",
            new StackReport(outcome, null, List.of(component)),
            Endpoints.NONE,
            new DependencyReport(
                true,
                Set.of(backing),
                List.of(new Outage("order", backing, START)),
                new TreeMap<>()),
            ScalingReport.NOT_OBSERVED,
            EcommerceStackStatus.NONE,
            START.plusSeconds(60));
  }
}
