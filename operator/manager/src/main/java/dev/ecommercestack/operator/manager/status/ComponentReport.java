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
 * @param applied whether it was its turn to be applied; false when it waits for others
 * @param asPlanned whether all of its objects are what the plan wants; false also when one of them
 *     was refused or failed
 * @param least fewest pods that the user lets the component have, null where the count is not a
 *     Deployment's
 */
public record ComponentReport(
    String component,
    @Nullable String image,
    boolean gating,
    boolean listed,
    boolean applied,
    boolean asPlanned,
    @Nullable Integer least,
    Health health) {

  /** A component whose objects are as planned as soon as it was its turn. */
  public ComponentReport(
      String component,
      @Nullable String image,
      boolean gating,
      boolean listed,
      boolean applied,
      @Nullable Integer least,
      Health health) {
    this(component, image, gating, listed, applied, applied, least, health);
  }

  /** The same for one whose pods must all serve. */
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
   * Whether as many pods serve as must, while others still start or are replaced: an autoscaler
   * asked for more, or somebody restarts them one by one.
   */
  boolean serves() {
    return health.isHealthy()
        || (least != null && health.ready() >= least && !health.needsAction());
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
