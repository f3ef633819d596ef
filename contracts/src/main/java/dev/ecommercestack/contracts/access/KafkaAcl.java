package dev.ecommercestack.contracts.access;

/**
 * One thing that a service may do in Kafka. {@code READ} and {@code WRITE} include {@code
 * DESCRIBE}.
 *
 * @param resource the kind of resource
 * @param name its name, or the beginning of its name
 * @param prefixed whether {@code name} is only the beginning
 * @param operation what may be done
 */
public record KafkaAcl(Resource resource, String name, boolean prefixed, Operation operation) {
  /** The name of the one cluster, as Kafka has it. */
  public static final String CLUSTER_NAME = "kafka-cluster";

  /** A kind of resource. */
  public enum Resource {
    /** A topic. */
    TOPIC,
    /** A consumer group. */
    GROUP,
    /** The whole cluster. */
    CLUSTER
  }

  /** Something to do. */
  public enum Operation {
    /** Fetch records; join a group and commit offsets. */
    READ,
    /** Produce records. */
    WRITE,
    /** Produce so that a retry writes nothing twice. */
    IDEMPOTENT_WRITE
  }
}
