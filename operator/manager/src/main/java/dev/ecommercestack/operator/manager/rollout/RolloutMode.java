package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.Plan;
import dev.ecommercestack.operator.manager.status.Reasons;
import java.util.Objects;

/** Whether a plan is a change to carry out in order, or what was rolled out before. */
public enum RolloutMode {
  /** One stage after the other; what gates and is not healthy holds up the stages behind it. */
  ORDERED,
  /** Everything at once, whatever the health of others: repairs must not wait. */
  STEADY;

  /**
   * Finds the mode from the last status, the only memory there is: steady only if this very
   * generation was rolled out to the end with the same version and the same images.
   *
   * @param generation generation of the spec
   * @param version version of the services that the spec resolves to
   * @param plan what the stack should be
   * @param last the status as it was read
   */
  public static RolloutMode of(
      long generation, String version, Plan plan, EcommerceStackStatus last) {
    var rolledOut =
        last.condition(Condition.PROGRESSING)
            .filter(condition -> condition.reason().equals(Reasons.ROLLOUT_COMPLETE))
            .filter(condition -> Objects.equals(condition.observedGeneration(), generation))
            .isPresent();
    var sameVersion = version.equals(last.lastGoodVersion());
    var sameImages = plan.components().allMatch(component -> hasImage(component, last));
    return rolledOut && sameVersion && sameImages ? STEADY : ORDERED;
  }

  private static boolean hasImage(ComponentPlan planned, EcommerceStackStatus last) {
    return planned.image() == null
        || last.component(planned.component())
            .map(ComponentStatus::image)
            .filter(planned.image()::equals)
            .isPresent();
  }
}
