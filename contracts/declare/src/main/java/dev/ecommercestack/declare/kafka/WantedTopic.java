package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.topology.KafkaTopology;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topic.CleanupPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it should be.
 *
 * @param name its name
 * @param partitions how many partitions it has at least
 * @param follows the field of the stack's spec that sets the count, or null when none does
 * @param replicationFactor copies of each partition when it is created
 * @param config Kafka's settings of it
 */
record WantedTopic(
    String name,
    int partitions,
    @Nullable String follows,
    int replicationFactor,
    Map<String, String> config) {

  /** Returns all topics, each followed by its dead-letter topic. */
  static List<WantedTopic> all(KafkaTopology topology, Kafka kafka) {
    List<WantedTopic> all = new ArrayList<>();
    for (Topic topic : topology.topics()) {
      all.add(
          new WantedTopic(
              topic.name(),
              topic.partitions().count(kafka.eventPartitions()),
              topic.partitions().follows(),
              kafka.replicationFactor(),
              config(topic.retention(), topic.cleanupPolicy(), kafka)));
      Topic.DeadLetter deadLetter = topic.deadLetter();
      if (deadLetter != null) {
        all.add(
            new WantedTopic(
                deadLetter.topic(),
                deadLetter.partitions(),
                null,
                kafka.replicationFactor(),
                config(deadLetter.retention(), CleanupPolicy.DELETE, kafka)));
      }
    }
    return all;
  }

  private static Map<String, String> config(Duration retention, CleanupPolicy policy, Kafka kafka) {
    return new TreeMap<>(
        Map.of(
            "retention.ms", Long.toString(retention.toMillis()),
            "cleanup.policy", policy.configValue(),
            "min.insync.replicas", Integer.toString(kafka.minInsyncReplicas())));
  }

  /**
   * Returns what to do about a topic that is there.
   *
   * @param actual how it is
   */
  TopicPlan plan(ActualTopic actual) {
    if (actual.partitions() > partitions && follows != null) {
      return new TopicPlan.Impossible(
          "Topic %s has %d partitions, but %s asks for %d. Partitions only grow: set %s to %d or more."
              .formatted(
                  name, actual.partitions(), follows, partitions, follows, actual.partitions()));
    }
    Map<String, String> drift = new TreeMap<>(config);
    drift.entrySet().removeAll(actual.config().entrySet());
    return actual.partitions() >= partitions && drift.isEmpty()
        ? new TopicPlan.Nothing()
        : new TopicPlan.Mend(Math.max(partitions, actual.partitions()), drift);
  }

  /**
   * A topic as it is.
   *
   * @param partitions how many partitions it has
   * @param config Kafka's settings of it
   */
  record ActualTopic(int partitions, Map<String, String> config) {}

  /** What to do about a topic. */
  sealed interface TopicPlan {
    /** It is right. */
    record Nothing() implements TopicPlan {}

    /**
     * It can be made right.
     *
     * @param partitions how many partitions to have
     * @param config settings to correct
     */
    record Mend(int partitions, Map<String, String> config) implements TopicPlan {}

    /**
     * It cannot be made right.
     *
     * @param sentence why, and what to do
     */
    record Impossible(String sentence) implements TopicPlan {}
  }
}
