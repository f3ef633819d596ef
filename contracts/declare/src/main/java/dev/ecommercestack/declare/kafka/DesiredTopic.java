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
 * The desired state of a Kafka topic.
 *
 * @param name the name of the topic
 * @param partitions the minimum number of partitions
 * @param follows the field of the stack's spec that sets the number of partitions, for example
 *     {@code event.partitions}; null when no field sets it
 * @param replicationFactor the replication factor that the topic is created with
 * @param config the topic configuration by Kafka's names, for example {@code retention.ms}
 */
record DesiredTopic(
    String name,
    int partitions,
    @Nullable String follows,
    int replicationFactor,
    Map<String, String> config) {

  /** Returns all topics of a topology, each followed by its dead-letter topic. */
  static List<DesiredTopic> all(KafkaTopology topology, Kafka kafka) {
    List<DesiredTopic> all = new ArrayList<>();
    for (Topic topic : topology.topics()) {
      all.add(
          new DesiredTopic(
              topic.name(),
              topic.partitions().count(kafka.eventPartitions()),
              topic.partitions().follows(),
              kafka.replicationFactor(),
              config(topic.retention(), topic.cleanupPolicy(), kafka)));
      Topic.DeadLetter deadLetter = topic.deadLetter();
      if (deadLetter != null) {
        all.add(
            new DesiredTopic(
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
   * Compares an existing topic with the desired state and returns the action to take.
   *
   * @param actual the topic as the broker describes it
   */
  TopicPlan plan(ActualTopic actual) {
    if (actual.partitions() > partitions && follows != null) {
      return new TopicPlan.Conflict(
          "Topic %s has %d partitions, but %s asks for %d. Partitions only grow: set %s to %d or more."
              .formatted(
                  name, actual.partitions(), follows, partitions, follows, actual.partitions()));
    }
    Map<String, String> drift = new TreeMap<>(config);
    drift.entrySet().removeAll(actual.config().entrySet());
    return actual.partitions() >= partitions && drift.isEmpty()
        ? new TopicPlan.NoChange()
        : new TopicPlan.Update(Math.max(partitions, actual.partitions()), drift);
  }

  /**
   * The actual state of a topic.
   *
   * @param partitions the number of partitions
   * @param config the topic configuration by Kafka's names
   */
  record ActualTopic(int partitions, Map<String, String> config) {}

  /** The action that an existing topic needs. */
  sealed interface TopicPlan {
    /** The topic has the desired state. */
    record NoChange() implements TopicPlan {}

    /**
     * The topic is updated.
     *
     * @param partitions the number of partitions after the update
     * @param config the configuration entries to set
     */
    record Update(int partitions, Map<String, String> config) implements TopicPlan {}

    /**
     * The topic cannot be updated to the desired state.
     *
     * @param message the reason, and what the administrator can do
     */
    record Conflict(String message) implements TopicPlan {}
  }
}
