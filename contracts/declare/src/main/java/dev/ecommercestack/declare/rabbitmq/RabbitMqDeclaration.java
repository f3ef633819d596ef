package dev.ecommercestack.declare.rabbitmq;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.DeclareConfig.RabbitMq;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declaration;
import dev.ecommercestack.declare.MismatchException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Declares the virtual host, queues, users and permissions in RabbitMQ. */
public final class RabbitMqDeclaration implements Declaration {
  /** The first major version whose quorum queues support all settings of the queue policies. */
  private static final int MIN_MAJOR_VERSION = 4;

  private final RabbitMq config;
  private final Topology topology;
  private final Credential admin;
  private final Map<String, Credential> services;

  private RabbitMqDeclaration(
      RabbitMq config, Topology topology, Credential admin, Map<String, Credential> services) {
    this.config = config;
    this.topology = topology;
    this.admin = admin;
    this.services = services;
  }

  /**
   * Creates the declaration and reads the credentials of the administrator and the services.
   *
   * @throws MismatchException when a credential file is missing or empty
   */
  public static RabbitMqDeclaration of(
      RabbitMq config, Credentials credentials, Topology topology) {
    return new RabbitMqDeclaration(
        config,
        topology,
        credentials.admin(Backing.RABBITMQ),
        credentials.services(
            Backing.RABBITMQ, RequiredBackings.services(topology, Backing.RABBITMQ)));
  }

  @Override
  public Backing backing() {
    return Backing.RABBITMQ;
  }

  @Override
  public void declare(ChangeRecorder changes) throws InterruptedException {
    String vhost = config.vhost() == null ? topology.rabbitmq().vhost() : config.vhost();
    try (ManagementApi api = new ManagementApi(config, admin)) {
      checkVersion(api);
      new Queues(api, changes, vhost).declare(topology.rabbitmq(), admin.username());
      new Users(api, changes, vhost).declare(topology, services);
    }
  }

  private static void checkVersion(ManagementApi api) throws InterruptedException {
    String version =
        api.get(ManagementApi.path("overview"))
            .map(overview -> overview.path("rabbitmq_version"))
            .filter(JsonNode::isString)
            .map(JsonNode::asString)
            .orElseThrow(
                () ->
                    new MismatchException(
                        "RabbitMQ does not say its version to the user rabbitmq-admin: give that user the tag administrator."));
    if (Integer.parseInt(version.split("\\.", 2)[0]) < MIN_MAJOR_VERSION) {
      throw new MismatchException(
          "RabbitMQ is of version %s, but %d.0 or newer is needed: upgrade it."
              .formatted(version, MIN_MAJOR_VERSION));
    }
  }
}
