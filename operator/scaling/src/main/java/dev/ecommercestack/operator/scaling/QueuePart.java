package dev.ecommercestack.operator.scaling;

import java.time.Instant;

/**
 * A part of a queue that is handled in order: a partition of a Kafka topic, or a whole RabbitMQ
 * queue.
 *
 * @param id partition number, 0 for a RabbitMQ queue
 * @param published messages that ever came in, from any starting point
 * @param expired of these, messages that retention removed, handled or not
 * @param waiting messages that wait, those being handled included
 * @param ready of these, messages that no consumer is known to have
 * @param member consumer that reads it, -1 if none does or it is not known
 */
public record QueuePart(
    int id, double published, double expired, long waiting, long ready, int member) {
  /** A rate that was not measured yet. */
  static final double UNKNOWN = -1;

  /** Messages that were handled since an earlier reading: not those that expired. */
  double handledSince(QueuePart before) {
    double position = Math.max(before.published - before.waiting, expired);
    return Math.max(0, published - waiting - position);
  }

  /**
   * What is remembered of a part.
   *
   * @param part as it was last seen
   * @param arrivalRate messages per second that arrive, smoothed; negative if not measured yet
   * @param departureRate messages per second that leave, smoothed; negative if not measured yet
   * @param movedAt last time at which a message left it or none waited
   */
  public record Seen(QueuePart part, double arrivalRate, double departureRate, Instant movedAt) {}
}
