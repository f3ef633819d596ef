package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the number of pods on its way.
 *
 * @param startedAt when it was asked for
 * @param from pods that were ready before
 * @param to pods that were asked for
 * @param readyAt when as many were ready first, or null
 */
public record Step(Instant startedAt, int from, int to, @Nullable Instant readyAt) {
  boolean up() {
    return to > from;
  }

  boolean reachedBy(int ready) {
    return up() ? ready >= to : ready <= to;
  }
}
