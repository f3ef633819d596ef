package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declaration;
import dev.ecommercestack.declare.MismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Makes the topology true in PostgreSQL. */
public final class PostgreSqlDeclaration implements Declaration {
  /** The first version in which nobody but a database's owner may create in its public schema. */
  private static final int OLDEST_VERSION = 15;

  private final Server server;
  private final Topology topology;
  private final Map<String, Credential> services;

  private PostgreSqlDeclaration(
      Server server, Topology topology, Map<String, Credential> services) {
    this.server = server;
    this.topology = topology;
    this.services = services;
  }

  /** Creates the declaration and reads the credentials that it needs. */
  public static PostgreSqlDeclaration of(
      PostgreSql config, Credentials credentials, Topology topology) {
    return new PostgreSqlDeclaration(
        new Server(config, credentials.admin(Backing.POSTGRESQL)),
        topology,
        credentials.services(Backing.POSTGRESQL, Needs.services(topology, Backing.POSTGRESQL)));
  }

  @Override
  public Backing backing() {
    return Backing.POSTGRESQL;
  }

  @Override
  public void declare(Changes changes) {
    try (Connection admin = server.connect()) {
      int version = admin.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_VERSION) {
        throw new MismatchException(
            "PostgreSQL is of version %d, but %d or newer is needed: upgrade it."
                .formatted(version, OLDEST_VERSION));
      }
      Roles roles = new Roles(admin, server, changes);
      Databases databases = new Databases(admin, server, changes);
      for (Map.Entry<String, Credential> service : services.entrySet()) {
        Optional<PostgreSqlAccess> access = PostgreSqlAccess.of(topology, service.getKey());
        if (access.isPresent()) {
          roles.declare(service.getKey(), service.getValue(), access.get().database());
          databases.declare(access.get(), service.getValue().username());
        }
      }
    } catch (SQLException e) {
      throw server.explain(e);
    }
  }
}
