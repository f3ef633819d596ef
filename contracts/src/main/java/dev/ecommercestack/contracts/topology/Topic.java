package dev.ecommercestack.contracts.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.contracts.Require;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic of facts.
 *
 * @param name the topic's name, ending in its version, for example {@code order.events.v1}
 * @param key the property of the message that is the record's key
 * @param messages names of the messages that it carries
 * @param partitions how many partitions it has
 * @param retention how long a record is kept
 * @param cleanupPolicy what happens to older ones
 * @param deadLetter where a consumer puts a record that it cannot read
 * @param producers services that write
 * @param consumers services that read
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

  /** The ending of every dead-letter topic's name. */
  public static final String DEAD_LETTER_SUFFIX = ".DLT";

  /** Keeps what was read. */
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
    /** Old records go. */
    @JsonProperty("delete")
    DELETE,
    /** The last record of each key stays. */
    @JsonProperty("compact")
    COMPACT;

    /** Returns the value of Kafka's {@code cleanup.policy}. */
    public String configValue() {
      return this == DELETE ? "delete" : "compact";
    }
  }

  /**
   * How many partitions a topic has. They only ever grow.
   *
   * @param byDefault the count when nobody says another
   * @param min the least count allowed
   * @param follows the field of the stack's spec that sets the count, or null when none does
   */
  public record Partitions(
      @JsonProperty("default") int byDefault, int min, @Nullable String follows) {
    /** The only field of the stack's spec that may be followed. */
    public static final String EVENT_PARTITIONS = "event.partitions";

    /**
     * Returns the count to have.
     *
     * @param eventPartitions what the stack's spec says for {@link #EVENT_PARTITIONS}
     */
    public int count(int eventPartitions) {
      return EVENT_PARTITIONS.equals(follows) ? eventPartitions : byDefault;
    }
  }

  /**
   * The topic beside a topic.
   *
   * @param topic its name
   * @param partitions how many partitions it has
   * @param retention how long a record is kept
   */
  public record DeadLetter(String topic, int partitions, Duration retention) {
    /** Keeps what was read. */
    public DeadLetter {
      Require.text(topic, "A deadLetter has no topic.");
      Require.present(retention, "Dead-letter topic " + topic + " does not say its retention.");
    }
  }

  /**
   * A reader of a topic.
   *
   * @param service the service that reads
   * @param group its consumer group, beginning with the service's name and a dot
   * @param perInstance whether each instance reads everything, in a group of its own named {@code
   *     <group>.<instance>}
   */
  public record Consumer(String service, String group, @Nullable Boolean perInstance) {
    /** Keeps what was read. */
    public Consumer {
      Require.text(service, "A consumer does not say its service.");
      Require.text(group, "Consumer " + service + " does not say its group.");
      perInstance = Boolean.TRUE.equals(perInstance);
    }
  }
}
