package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.access.ConnectionDemand;
import dev.ecommercestack.contracts.access.ConnectionDemand.ServiceDemand;
import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.MismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the connections that the server accepts with those that the services open at their
 * maxima.
 */
final class ConnectionCapacity {
  /** The connections that only superusers and roles with a right of their own can use. */
  private static final String RESERVED =
      """
      current_setting('superuser_reserved_connections')::int
        + coalesce(current_setting('reserved_connections', true), '0')::int
      """;

  private final Connection admin;
  private final String server;

  /**
   * Creates a check.
   *
   * @param server host and port of the server, for messages
   */
  ConnectionCapacity(Connection admin, String server) {
    this.admin = admin;
    this.server = server;
  }

  /**
   * Checks the limits of the server, and those of existing roles and databases.
   *
   * @param demand the connections of the services
   * @param services the logins of the services by name
   * @throws MismatchException with one sentence for each limit that is too low
   */
  void check(ConnectionDemand demand, Topology topology, Map<String, Credential> services)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    checkServer(demand).ifPresent(problems::add);
    for (ServiceDemand service : demand.services()) {
      Credential login = services.get(service.service());
      if (login != null) {
        checkLimit(
                "role",
                login.username(),
                service,
                "select rolconnlimit from pg_roles where rolname = ? and rolconnlimit >= 0")
            .ifPresent(problems::add);
      }
      Optional<PostgreSqlAccess> access = PostgreSqlAccess.of(topology, service.service());
      if (access.isPresent()) {
        checkLimit(
                "database",
                access.get().database(),
                service,
                "select datconnlimit from pg_database where datname = ? and datconnlimit >= 0")
            .ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new MismatchException(String.join(" ", problems));
    }
  }

  private Optional<String> checkServer(ConnectionDemand demand) throws SQLException {
    int max = queryInt("select current_setting('max_connections')::int").orElseThrow();
    int reserved = queryInt("select " + RESERVED).orElseThrow();
    int needed = demand.total();
    return needed <= max - reserved
        ? Optional.empty()
        : Optional.of(
            "PostgreSQL at %s accepts %d connections (max_connections %d, %d of them reserved), the stack needs up to %d (%s): raise max_connections to %d or more, or lower maxReplicas."
                .formatted(
                    server, max - reserved, max, reserved, needed, demand, needed + reserved));
  }

  private Optional<String> checkLimit(String kind, String name, ServiceDemand service, String query)
      throws SQLException {
    return queryInt(query, name)
        .filter(limit -> limit < service.total())
        .map(
            limit ->
                "The %s %s of PostgreSQL at %s has a connection limit of %d, %s needs up to %d (%d pods x %d): raise the limit or lower maxReplicas."
                    .formatted(
                        kind,
                        name,
                        server,
                        limit,
                        service.service(),
                        service.total(),
                        service.pods(),
                        service.connectionsPerPod()));
  }

  private Optional<Integer> queryInt(String query, String... parameters) throws SQLException {
    return Sql.queryFirst(admin, row -> row.getInt(1), query, parameters);
  }
}
