package dev.ecommercestack.bench.scaling.scaler;

import dev.ecommercestack.bench.scaling.sim.View;

/** What is compared. An instance plays one trace and may remember what it saw. */
@FunctionalInterface
public interface Scaler {
  /**
   * Called every second.
   *
   * @return the replicas that it wants, within the bounds of the goal; {@code view.desired()} to
   *     change nothing
   */
  int replicas(View view);
}
