package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.plan.stack.Plan;

/** Whether a plan replaces pods, stage by stage, or keeps the pods that it rolled out before. */
public enum RolloutMode {
  /** One stage after the other; an unhealthy gating component holds up the stages after its own. */
  ORDERED,
  /** All stages at once, whatever their health: repairs must not wait. */
  STEADY;

  /**
   * Derives the mode from the last status: steady if exactly these pods were rolled out completely
   * before, whatever has happened since.
   *
   * <p>A status without that memory, as an older operator wrote it, makes one ordered rollout. That
   * restarts nothing: unchanged objects are not written.
   *
   * <p>While a Secret is missing the pods of those who use it are not known: then the same
   * generation counts as the same pods.
   *
   * @param generation generation of the spec
   * @param plan what the stack should be
   * @param last the status as it was read
   */
  public static RolloutMode of(long generation, Plan plan, EcommerceStackStatus last) {
    var rolledOut = last.rolledOut();
    if (rolledOut == null) {
      return ORDERED;
    }
    var hash = plan.podsHash();
    var same =
        hash == null ? rolledOut.generation() == generation : hash.equals(rolledOut.planHash());
    return same ? STEADY : ORDERED;
  }
}
