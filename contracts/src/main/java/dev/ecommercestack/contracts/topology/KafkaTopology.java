package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The topics.
 *
 * @param topics one per kind of fact; each brings its dead-letter topic
 */
public record KafkaTopology(List<Topic> topics) {
  /** Keeps what was read. */
  public KafkaTopology {
    topics = Require.listOf(topics);
  }
}
