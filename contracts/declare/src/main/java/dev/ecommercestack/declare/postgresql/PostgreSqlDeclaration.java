package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.ConnectionDemand;
import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declaration;
import dev.ecommercestack.declare.MismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Declares roles, databases and extensions in PostgreSQL. */
public final class PostgreSqlDeclaration implements Declaration {
  /** The first major version in which only the owner may create objects in the public schema. */
  private static final int MIN_MAJOR_VERSION = 15;

  private final PostgreSql config;
  private final PostgreSqlConnections connections;
  private final Topology topology;
  private final Map<String, Credential> services;

  private PostgreSqlDeclaration(
      PostgreSql config,
      PostgreSqlConnections connections,
      Topology topology,
      Map<String, Credential> services) {
    this.config = config;
    this.connections = connections;
    this.topology = topology;
    this.services = services;
  }

  /**
   * Creates the declaration and reads the credentials of the administrator and the services.
   *
   * @throws MismatchException when a credential file is missing or empty
   */
  public static PostgreSqlDeclaration of(
      PostgreSql config, Credentials credentials, Topology topology) {
    return new PostgreSqlDeclaration(
        config,
        new PostgreSqlConnections(config, credentials.admin(Backing.POSTGRESQL)),
        topology,
        credentials.services(
            Backing.POSTGRESQL, RequiredBackings.services(topology, Backing.POSTGRESQL)));
  }

  @Override
  public Backing backing() {
    return Backing.POSTGRESQL;
  }

  @Override
  public void declare(ChangeRecorder changes) {
    try (Connection admin = connections.connect()) {
      int version = admin.getMetaData().getDatabaseMajorVersion();
      if (version < MIN_MAJOR_VERSION) {
        throw new MismatchException(
            "PostgreSQL is of version %d, but %d or newer is needed: upgrade it."
                .formatted(version, MIN_MAJOR_VERSION));
      }
      Map<String, Integer> maxReplicas = config.maxReplicas();
      if (maxReplicas != null) {
        new ConnectionCapacity(admin, config.host() + ":" + config.port())
            .check(ConnectionDemand.of(topology, maxReplicas), topology, services);
      }
      Roles roles = new Roles(admin, connections, changes);
      Databases databases = new Databases(admin, connections, changes);
      for (Map.Entry<String, Credential> service : services.entrySet()) {
        Optional<PostgreSqlAccess> access = PostgreSqlAccess.of(topology, service.getKey());
        if (access.isPresent()) {
          roles.declare(service.getKey(), service.getValue(), access.get().database());
          databases.declare(access.get(), service.getValue().username());
        }
      }
    } catch (SQLException e) {
      throw connections.toException(e);
    }
  }
}
