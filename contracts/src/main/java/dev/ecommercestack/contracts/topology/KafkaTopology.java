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
}
