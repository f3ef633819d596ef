package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * A part of a queue that is worked off in order: a partition, or a whole RabbitMQ queue.
 *
 * @param id partition number, 0 for a RabbitMQ queue
 * @param in messages that ever came in, from any starting point
 * @param gone of these, messages that retention took away, handled or not
 * @param waiting messages that wait, those being handled included
 * @param untaken of these, messages that no consumer is known to have
 * @param member who reads it, -1 if nobody does or it is not known
 */
public record Lane(int id, double in, double gone, long waiting, long untaken, int member) {
  /** A rate that was not measured yet. */
  static final double UNKNOWN = -1;

  /** Messages that were handled since this lane was as it was before: not those that are gone. */
  double handledSince(Lane before) {
    return Math.max(0, in - waiting - Math.max(before.in - before.waiting, gone));
  }

  /**
   * What is remembered of a lane.
   *
   * @param lane as it was last seen
   * @param arrivalPerSecond messages per second that arrive, smoothed; negative if not measured yet
   * @param departurePerSecond messages per second that leave, smoothed; negative if not measured
   *     yet
   * @param movedAt when last a message left it, or none had to
   */
  public record Mark(
      Lane lane, double arrivalPerSecond, double departurePerSecond, Instant movedAt) {}
}
