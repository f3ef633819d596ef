package dev.ecommercestack.contracts.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.contracts.Require;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka topic of events.
 *
 * @param name the name of the topic, ending in its version, for example {@code order.events.v1}
 * @param key the name of the message property that is the record key
 * @param messages the names of the messages in the topic
 * @param partitions the number of partitions
 * @param retention how long Kafka keeps a record
 * @param cleanupPolicy Kafka's action on records past the retention
 * @param deadLetter the topic of the records that consumers cannot process; null is refused by
 *     {@link Topology#parse}
 * @param producers the names of the services that write to the topic
 * @param consumers the consumer groups that read the topic
 */
public record Topic(
    String name,
    String key,
    List<String> messages,
    Partitions partitions,
    Duration retention,
    CleanupPolicy cleanupPolicy,
    @Nullable DeadLetter deadLetter,
    List<String> producers,
    List<Consumer> consumers) {

  /** The suffix of the name of every dead-letter topic. */
  public static final String DEAD_LETTER_SUFFIX = ".DLT";

  /** Checks the required values. */
  public Topic {
    Require.text(name, "A topic has no name.");
    Require.text(key, "Topic " + name + " does not say which property is its key.");
    messages = Require.listOf(messages);
    Require.present(partitions, "Topic " + name + " does not say its partitions.");
    Require.present(retention, "Topic " + name + " does not say its retention.");
    Require.present(cleanupPolicy, "Topic " + name + " does not say its cleanupPolicy.");
    producers = Require.listOf(producers);
    consumers = Require.listOf(consumers);
  }

  /** What Kafka does with records past their retention. */
  public enum CleanupPolicy {
    /** Deletes old records. */
    @JsonProperty("delete")
    DELETE,
    /** Keeps the last record of each key. */
    @JsonProperty("compact")
    COMPACT;

    /** Returns the value of Kafka's {@code cleanup.policy}. */
    public String configValue() {
      return this == DELETE ? "delete" : "compact";
    }
  }

  /**
   * The number of partitions of a topic. Kafka cannot reduce it.
   *
   * @param defaultCount the count if the stack does not set it
   * @param min the minimum count
   * @param follows the field of the stack's spec that sets the count, or null when none does
   */
  public record Partitions(
      @JsonProperty("default") int defaultCount, int min, @Nullable String follows) {
    /** The only field of the stack's spec that {@code follows} may name. */
    public static final String EVENT_PARTITIONS = "event.partitions";

    /**
     * Returns the number of partitions to declare.
     *
     * @param eventPartitions the value of {@link #EVENT_PARTITIONS} in the stack's spec
     */
    public int count(int eventPartitions) {
      return EVENT_PARTITIONS.equals(follows) ? eventPartitions : defaultCount;
    }
  }

  /**
   * A dead-letter topic.
   *
   * @param topic the name of the dead-letter topic
   * @param partitions the number of partitions
   * @param retention how long Kafka keeps a record
   */
  public record DeadLetter(String topic, int partitions, Duration retention) {
    /** Checks the required values. */
    public DeadLetter {
      Require.text(topic, "A deadLetter has no topic.");
      Require.present(retention, "Dead-letter topic " + topic + " does not say its retention.");
    }
  }

  /**
   * A consumer group of a topic.
   *
   * @param service the name of the service that reads the topic
   * @param group the name of the consumer group, beginning with the service's name and a dot
   * @param perInstance whether each instance reads all records, in its own group {@code
   *     <group>.<instance>}
   * @param scales whether the lag of the group decides how many pods of the service run
   */
  public record Consumer(
      String service, String group, @Nullable Boolean perInstance, @Nullable Boolean scales) {
    /** Checks the required values. */
    public Consumer {
      Require.text(service, "A consumer does not say its service.");
      Require.text(group, "Consumer " + service + " does not say its group.");
      perInstance = Boolean.TRUE.equals(perInstance);
      scales = Boolean.TRUE.equals(scales);
    }
  }
}
