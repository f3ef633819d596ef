package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * A change that was decided.
 *
 * @param at time of the action
 * @param from pods that were asked for before
 * @param to pods that were asked for then
 */
public record Action(Instant at, int from, int to) {
  /** Whether it is no wonder if the cluster does not show it yet. */
  boolean onItsWay(Instant now) {
    return now.isBefore(at.plus(ScalingConstants.ACTION_DELAY));
  }

  boolean adds() {
    return to > from;
  }
}
