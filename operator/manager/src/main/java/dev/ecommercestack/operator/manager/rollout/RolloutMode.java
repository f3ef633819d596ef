package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.manager.plan.Plan;

/**
 * Whether a plan replaces pods, which is done in order, or keeps those that it rolled out before.
 */
public enum RolloutMode {
  /** One stage after the other; what gates and is not healthy holds up the stages behind it. */
  ORDERED,
  /** Everything at once, whatever the health of others: repairs must not wait. */
  STEADY;

  /**
   * Finds the mode from the last status, the only memory there is: steady if these very pods were
   * rolled out to the end, whatever happened to the reconciliation or was asked for since.
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
