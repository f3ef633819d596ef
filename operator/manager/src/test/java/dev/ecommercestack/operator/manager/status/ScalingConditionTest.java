package dev.ecommercestack.operator.manager.status;

import static dev.ecommercestack.operator.manager.status.StatusFixture.START;
import static dev.ecommercestack.operator.manager.status.StatusFixture.aggregate;
import static dev.ecommercestack.operator.manager.status.StatusFixture.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.scaling.ScalingReport.Component;
import dev.ecommercestack.operator.manager.scaling.ScalingReport.State;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingConditionTest {
  private static final Component ACTIVE =
      new Component("event", State.ACTIVE, "Auto", "follows what waits", null);
  private static final Component STALLED =
      new Component("worker", State.INACTIVE, "StalledConsumer", "nothing is worked off", null);
  private static final Component OFF =
      new Component("worker", State.OFF, "Disabled", "is switched off", null);
  private static final Component PENDING =
      new Component("worker", State.UNKNOWN, "NotRolledOut", "its pods do not run yet", null);

  @Test
  void isAbsentWithoutAComponentThatScalesOnMessages() {
    assertThat(status(Outcome.STEADY).condition(Condition.SCALING_ACTIVE)).isEmpty();
  }

  @Test
  void namesEveryComponentThatCannotBeScaled() {
    var condition = condition(status(Outcome.STEADY, ACTIVE, STALLED), Condition.SCALING_ACTIVE);
    assertThat(condition.status()).isEqualTo(Status.FALSE);
    assertThat(condition.reason()).isEqualTo("StalledConsumer");
    assertThat(condition.message()).isEqualTo("worker: nothing is worked off");
  }

  @Test
  void isTrueIfWhatIsNotSwitchedOffIsScaled() {
    assertThat(condition(status(Outcome.STEADY, ACTIVE, OFF), Condition.SCALING_ACTIVE).status())
        .isEqualTo(Status.TRUE);
    assertThat(condition(status(Outcome.STEADY, OFF), Condition.SCALING_ACTIVE).reason())
        .isEqualTo("Disabled");
  }

  @Test
  void isUnknownUntilPodsRunAndWhileTheStackIsPaused() {
    assertThat(
            condition(status(Outcome.STEADY, ACTIVE, PENDING), Condition.SCALING_ACTIVE).status())
        .isEqualTo(Status.UNKNOWN);
    assertThat(condition(status(Outcome.PAUSED, ACTIVE), Condition.SCALING_ACTIVE).reason())
        .isEqualTo("Paused");
  }

  @Test
  void staysAsItWasUntilARestartedOperatorHasLooked() {
    var before = status(Outcome.STEADY, STALLED);
    var after =
        aggregate(
            7,
            new StackReport(Outcome.STEADY, null, List.of()),
            ScalingReport.NOT_OBSERVED,
            before,
            START.plusSeconds(60));
    assertThat(after.condition(Condition.SCALING_ACTIVE))
        .isEqualTo(before.condition(Condition.SCALING_ACTIVE));
  }

  @Test
  void changesNothingAboutReady() {
    assertThat(condition(status(Outcome.STEADY, STALLED), Condition.READY).status())
        .isEqualTo(Status.TRUE);
  }

  private static EcommerceStackStatus status(Outcome outcome, Component... components) {
    return aggregate(
        7,
        new StackReport(outcome, null, List.of()),
        new ScalingReport(true, List.of(components)),
        EcommerceStackStatus.NONE,
        START);
  }
}
