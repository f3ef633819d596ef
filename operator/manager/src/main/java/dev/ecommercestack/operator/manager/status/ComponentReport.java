package dev.ecommercestack.operator.manager.status;

import dev.ecommercestack.operator.manager.observe.Health;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one component in this reconciliation, and how it is doing.
 *
 * @param component name of the component
 * @param image image of its pods as planned, null when it has none
 * @param gating whether the stack is not ready without it
 * @param listed whether it appears in {@code status.components}: things without pods only do when
 *     something is wrong
 * @param applied whether its stage was applied; false when it waits for others
 * @param asPlanned whether all of its objects are what the plan wants; false also when one of them
 *     was refused or failed
 * @param minReplicas fewest pods that the user lets the component have, null where the count is not
 *     a Deployment's
 */
public record ComponentReport(
    String component,
    @Nullable String image,
    boolean gating,
    boolean listed,
    boolean applied,
    boolean asPlanned,
    @Nullable Integer minReplicas,
    Health health) {

  /** The report of a component whose objects are as planned once they were applied. */
  public ComponentReport(
      String component,
      @Nullable String image,
      boolean gating,
      boolean listed,
      boolean applied,
      @Nullable Integer minReplicas,
      Health health) {
    this(component, image, gating, listed, applied, applied, minReplicas, health);
  }

  /** The report of a component whose pods must all be ready. */
  public ComponentReport(
      String component,
      @Nullable String image,
      boolean gating,
      boolean listed,
      boolean applied,
      Health health) {
    this(component, image, gating, listed, applied, null, health);
  }

  /**
   * Returns whether enough pods are ready while others start or are replaced: an autoscaler has
   * raised the number, or a user restarts the pods one by one.
   */
  boolean serves() {
    return health.isHealthy()
        || (minReplicas != null && health.ready() >= minReplicas && !health.needsAction());
  }

  /** Whether nothing is left to do for this component before those behind it may start. */
  boolean isDone() {
    return asPlanned && (!gating || health.isHealthy());
  }

  /** The same for a component that was rolled out before. */
  boolean isKept() {
    return asPlanned && (!gating || serves());
  }
}
