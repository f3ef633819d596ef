package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * A change that was decided.
 *
 * @param at when
 * @param from pods that were asked for before
 * @param to pods that were asked for then
 */
public record Action(Instant at, int from, int to) {
  /** How long an action may take to be seen in the cluster. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(60);

  /** Whether it is no wonder if the cluster does not show it yet. */
  boolean onItsWay(Instant now) {
    return now.isBefore(at.plus(ON_ITS_WAY));
  }

  boolean up() {
    return to > from;
  }
}
