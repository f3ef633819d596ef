package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.access.KafkaAcl.Operation;
import dev.ecommercestack.contracts.access.KafkaAcl.Resource;
import dev.ecommercestack.contracts.topology.KafkaTopology.ScalingGroup;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topic.Consumer;
import dev.ecommercestack.contracts.topology.Topic.DeadLetter;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Derives the Kafka ACLs of a user from the topology. */
public final class KafkaAccess {
  private KafkaAccess() {}

  /**
   * Returns the ACLs of a service or of {@link Topology#OPERATOR}, empty when it uses no topic.
   *
   * <p>A producer may write to its topics. A consumer may read its topics, use every group that
   * begins with its name, and write and read the dead-letter topics of its topics, so that it can
   * dead-letter and replay records. No service uses Kafka transactions: the outbox publishes
   * messages after the database transaction.
   *
   * <p>The operator may describe the consumer groups that scale a service, and their topics.
   */
  public static List<KafkaAcl> of(Topology topology, String service) {
    if (service.equals(Topology.OPERATOR)) {
      return ofOperator(topology);
    }
    SequencedSet<KafkaAcl> acls = new LinkedHashSet<>();
    boolean produces = false;
    boolean consumes = false;
    for (Topic topic : topology.kafka().topics()) {
      if (topic.producers().contains(service)) {
        acls.add(topic(topic.name(), Operation.WRITE));
        produces = true;
      }
      if (topic.consumers().stream().map(Consumer::service).anyMatch(service::equals)) {
        acls.add(topic(topic.name(), Operation.READ));
        consumes = true;
        DeadLetter deadLetter = topic.deadLetter();
        if (deadLetter != null) {
          acls.add(topic(deadLetter.topic(), Operation.WRITE));
          acls.add(topic(deadLetter.topic(), Operation.READ));
        }
      }
    }
    if (consumes) {
      acls.add(new KafkaAcl(Resource.GROUP, service + ".", true, Operation.READ));
    }
    if (produces || consumes) {
      acls.add(
          new KafkaAcl(Resource.CLUSTER, KafkaAcl.CLUSTER_NAME, false, Operation.IDEMPOTENT_WRITE));
    }
    return List.copyOf(acls);
  }

  private static List<KafkaAcl> ofOperator(Topology topology) {
    SequencedSet<KafkaAcl> acls = new LinkedHashSet<>();
    for (String service : topology.services()) {
      for (ScalingGroup scaling : topology.kafka().scalingGroups(service)) {
        acls.add(topic(scaling.topic(), Operation.DESCRIBE));
        acls.add(new KafkaAcl(Resource.GROUP, scaling.group(), false, Operation.DESCRIBE));
      }
    }
    return List.copyOf(acls);
  }

  private static KafkaAcl topic(String name, Operation operation) {
    return new KafkaAcl(Resource.TOPIC, name, false, operation);
  }
}
