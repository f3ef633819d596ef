package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * Something behind the pods, such as a database, that limits all of them together. It ends after a
 * time, or when pods get faster: they may only have been cold.
 *
 * @param pods count that brought little
 * @param perSecond messages per second that all pods handle
 * @param share throughput that the added pods brought, as a share of the expected one
 * @param foundAt the time at which the limit was found
 */
public record DownstreamLimit(int pods, double perSecond, double share, Instant foundAt) {

  Instant until() {
    return foundAt.plus(ScalingConstants.DOWNSTREAM_HOLD);
  }

  /** Most pods to ask for. */
  int most(Instant at) {
    return at.isBefore(until()) ? pods : Integer.MAX_VALUE;
  }

  /** Whether it lasts for longer than pods are cold. */
  boolean sure(Instant at) {
    return !at.isBefore(foundAt.plus(ScalingConstants.COLD_PODS));
  }
}
