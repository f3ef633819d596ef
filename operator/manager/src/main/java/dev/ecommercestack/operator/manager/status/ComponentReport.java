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
 * @param applied whether its objects are what the plan wants; false when it waits for its turn
 */
public record ComponentReport(
    String component,
    @Nullable String image,
    boolean gating,
    boolean listed,
    boolean applied,
    Health health) {

  /** Whether nothing is left to do for this component before those behind it may start. */
  boolean isDone() {
    return applied && (!gating || health.isHealthy());
  }
}
