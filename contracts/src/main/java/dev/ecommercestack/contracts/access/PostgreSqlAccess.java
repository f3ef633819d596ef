package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.Optional;

/**
 * The database that a service owns. No other service may connect to it.
 *
 * @param database the name of the database
 * @param extensions the names of the extensions that the administrator creates in the database
 */
public record PostgreSqlAccess(String database, List<String> extensions) {
  /** Returns the database of a service, empty when it owns none. */
  public static Optional<PostgreSqlAccess> of(Topology topology, String service) {
    return topology.postgresql().databases().stream()
        .filter(database -> database.service().equals(service))
        .findFirst()
        .map(database -> new PostgreSqlAccess(database.name(), database.extensions()));
  }
}
