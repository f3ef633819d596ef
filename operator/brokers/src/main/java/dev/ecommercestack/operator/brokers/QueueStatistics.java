package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Flow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the management API of RabbitMQ says about a queue. A node takes its statistics every five
 * seconds.
 *
 * @param id changes with each statistics: the work of the queue's process so far, some of which
 *     goes into the statistics themselves
 * @param ready messages that wait for a consumer
 * @param unacknowledged messages that a consumer has and did not acknowledge yet
 * @param published messages that were published to the queue since the broker started
 * @param consumers consumers of the queue
 * @param prefetch messages that one connection takes at a time, or empty if nobody consumes
 */
record QueueStatistics(
    long id, long ready, long unacknowledged, long published, int consumers, OptionalInt prefetch) {

  /** The parts of the answer that are read. */
  static final String COLUMNS =
      "reductions,messages_ready,messages_unacknowledged,message_stats.publish,consumers,"
          + "consumer_details.prefetch_count,consumer_details.channel_details.connection_name";

  /** What a quorum queue gives to a consumer without a limit of its own. */
  private static final int UNLIMITED = 2000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads the statistics of a queue.
   *
   * @param json the answer for one queue
   * @return empty if the broker has no statistics of the queue yet, as in its first seconds
   * @throws BrokerException if it is no such answer
   */
  static Optional<QueueStatistics> parse(String json) throws BrokerException {
    JsonNode queue;
    try {
      queue = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new BrokerException("RabbitMQ did not answer with JSON: correct the management URL", e);
    }
    if (!queue.path("messages_ready").isNumber() || !queue.path("reductions").isNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new QueueStatistics(
            queue.path("reductions").asLong(),
            queue.path("messages_ready").asLong(),
            queue.path("messages_unacknowledged").asLong(0),
            // Absent until the first message.
            queue.path("message_stats").path("publish").asLong(0),
            queue.path("consumers").asInt(0),
            prefetch(queue.path("consumer_details"))));
  }

  /**
   * The mean over all connections of the sum over the consumers of one. The consumers of a pod
   * share a connection; its address would not tell pods apart behind a proxy.
   */
  private static OptionalInt prefetch(JsonNode consumers) {
    Map<String, Integer> byConnection = new HashMap<>();
    for (JsonNode consumer : consumers) {
      int limit = consumer.path("prefetch_count").asInt(0);
      byConnection.merge(
          consumer.path("channel_details").path("connection_name").asString(""),
          limit == 0 ? UNLIMITED : limit,
          Integer::sum);
    }
    int sum = byConnection.values().stream().mapToInt(Integer::intValue).sum();
    return byConnection.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.ceilDiv(sum, byConnection.size()));
  }

  /**
   * Returns the backlog.
   *
   * @param lastPrefetch the prefetch to assume while nobody consumes
   */
  Backlog.Rabbitmq backlog(int lastPrefetch) {
    return new Backlog.Rabbitmq(
        ready,
        unacknowledged,
        prefetch.orElse(lastPrefetch),
        new Flow.Counter(published),
        OptionalInt.of(consumers));
  }
}
