package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.queue.Place;
import org.jspecify.annotations.Nullable;

/**
 * The right to decide a queue, until somebody else takes it over.
 *
 * @param queue which one
 * @param epoch grows with every take-over
 * @param next the first place that is not decided yet
 * @param last what stands before that place; unknown if nothing was decided yet, or by somebody who
 *     did not note it
 */
public record Tenure(Place queue, long epoch, long next, @Nullable Mark last) {
  /** Returns the same right after everything before a place was decided. */
  Tenure advancedTo(long newNext, @Nullable Mark newLast) {
    return new Tenure(queue, epoch, newNext, newLast);
  }
}
