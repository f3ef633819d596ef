package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.queue.Place;

/**
 * The right to decide a queue, until somebody else takes it over.
 *
 * @param queue which one
 * @param epoch grows with every take-over
 * @param next the first place that is not decided yet
 */
public record Tenure(Place queue, long epoch, long next) {
  /** Returns the same right after everything before a place was decided. */
  Tenure advancedTo(long newNext) {
    return new Tenure(queue, epoch, newNext);
  }
}
