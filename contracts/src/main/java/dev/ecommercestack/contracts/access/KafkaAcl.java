package dev.ecommercestack.contracts.access;

/**
 * An operation that a user may perform on a Kafka resource. {@code READ} and {@code WRITE} include
 * {@code DESCRIBE}.
 *
 * @param resource the type of the resource
 * @param name the name of the resource, or a prefix of names
 * @param prefixed whether {@code name} is a prefix
 * @param operation the allowed operation
 */
public record KafkaAcl(Resource resource, String name, boolean prefixed, Operation operation) {
  /** The resource name that Kafka uses for the cluster itself. */
  public static final String CLUSTER_NAME = "kafka-cluster";

  /** A type of Kafka resource. */
  public enum Resource {
    /** A topic. */
    TOPIC,
    /** A consumer group. */
    GROUP,
    /** The whole cluster. */
    CLUSTER
  }

  /** An operation on a Kafka resource. */
  public enum Operation {
    /** Reads metadata: partitions, log ends, offsets and members, but no records. */
    DESCRIBE,
    /** Fetches records; joins a consumer group and commits offsets. */
    READ,
    /** Produces records. */
    WRITE,
    /** Produces with an idempotent producer, whose retries write no record twice. */
    IDEMPOTENT_WRITE
  }
}
