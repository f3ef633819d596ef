package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.access.KafkaAcl.Operation;
import dev.ecommercestack.contracts.access.KafkaAcl.Resource;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topic.Consumer;
import dev.ecommercestack.contracts.topology.Topic.DeadLetter;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What a service may do in Kafka. */
public final class KafkaAccess {
  private KafkaAccess() {}

  /**
   * Returns a service's ACLs, empty when it has nothing to do with Kafka.
   *
   * <p>A producer may write to its topics. A consumer may read its topics, use every group that
   * begins with its name, and write and read the dead-letter topics of what it reads: whoever gives
   * up on a record puts it there and replays it from there. No service uses transactions: state and
   * message leave through an outbox.
   */
  public static List<KafkaAcl> of(Topology topology, String service) {
    SequencedSet<KafkaAcl> acls = new LinkedHashSet<>();
    boolean writes = false;
    boolean reads = false;
    for (Topic topic : topology.kafka().topics()) {
      if (topic.producers().contains(service)) {
        acls.add(topic(topic.name(), Operation.WRITE));
        writes = true;
      }
      if (topic.consumers().stream().map(Consumer::service).anyMatch(service::equals)) {
        acls.add(topic(topic.name(), Operation.READ));
        reads = true;
        DeadLetter deadLetter = topic.deadLetter();
        if (deadLetter != null) {
          acls.add(topic(deadLetter.topic(), Operation.WRITE));
          acls.add(topic(deadLetter.topic(), Operation.READ));
        }
      }
    }
    if (reads) {
      acls.add(new KafkaAcl(Resource.GROUP, service + ".", true, Operation.READ));
    }
    if (writes || reads) {
      acls.add(
          new KafkaAcl(Resource.CLUSTER, KafkaAcl.CLUSTER_NAME, false, Operation.IDEMPOTENT_WRITE));
    }
    return List.copyOf(acls);
  }

  private static KafkaAcl topic(String name, Operation operation) {
    return new KafkaAcl(Resource.TOPIC, name, false, operation);
  }
}
