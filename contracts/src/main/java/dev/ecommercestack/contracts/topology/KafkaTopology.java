package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The Kafka topics.
 *
 * @param topics the topics, each with its dead-letter topic
 */
public record KafkaTopology(List<Topic> topics) {
  /** Makes the list unmodifiable. */
  public KafkaTopology {
    topics = Require.listOf(topics);
  }

  /**
   * Returns the consumer groups whose lag decides how many pods of a service run, in the order of
   * the topology.
   */
  public List<ScalingGroup> scalingGroups(String service) {
    return topics.stream()
        .flatMap(
            topic ->
                topic.consumers().stream()
                    .filter(
                        consumer ->
                            Boolean.TRUE.equals(consumer.scales())
                                && consumer.service().equals(service))
                    .map(consumer -> new ScalingGroup(topic.name(), consumer.group())))
        .toList();
  }

  /**
   * A consumer group whose lag scales a service.
   *
   * @param topic the name of the topic that the group reads
   * @param group the name of the consumer group
   */
  public record ScalingGroup(String topic, String group) {}
}
