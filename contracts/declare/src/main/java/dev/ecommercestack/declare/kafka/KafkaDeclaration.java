package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declaration;
import dev.ecommercestack.declare.UnreachableException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Declares topics, users and ACLs in Kafka. */
public final class KafkaDeclaration implements Declaration {
  private final Kafka config;
  private final Topology topology;
  private final Credential admin;
  private final Map<String, Credential> services;

  private KafkaDeclaration(
      Kafka config, Topology topology, Credential admin, Map<String, Credential> services) {
    this.config = config;
    this.topology = topology;
    this.admin = admin;
    this.services = services;
  }

  /**
   * Creates the declaration. Reads the administrator's credential, and those of the services when
   * {@code config.manageUsers()} is set.
   *
   * @throws MismatchException when a credential file is missing or empty
   */
  public static KafkaDeclaration of(Kafka config, Credentials credentials, Topology topology) {
    Map<String, Credential> users =
        config.manageUsers()
            ? credentials.services(
                Backing.KAFKA, RequiredBackings.services(topology, Backing.KAFKA))
            : Map.of();
    return new KafkaDeclaration(config, topology, credentials.admin(Backing.KAFKA), users);
  }

  @Override
  public Backing backing() {
    return Backing.KAFKA;
  }

  @Override
  public void declare(ChangeRecorder changes) throws InterruptedException {
    KafkaConnection connection = new KafkaConnection(config);
    try (Admin client = connection.adminClient(admin)) {
      int brokers = connection.await(client.describeCluster().nodes()).size();
      if (brokers < config.replicationFactor()) {
        throw new UnreachableException(
            "Kafka at %s has %d brokers, but kafka.replicationFactor asks for %d."
                .formatted(config.bootstrapServers(), brokers, config.replicationFactor()));
      }
      new Topics(client, connection, changes).declare(DesiredTopic.all(topology.kafka(), config));
      new ScramUsers(client, connection, changes).declare(services);
      new Acls(client, connection, changes).declare(topology, services);
    }
  }
}
