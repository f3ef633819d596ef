package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.Optional;

/**
 * The database that a service owns. No other service may connect to it.
 *
 * @param database its name
 * @param extensions extensions that the administrator creates in it
 */
public record PostgreSqlAccess(String database, List<String> extensions) {
  /** Returns a service's database, empty when it keeps no data. */
  public static Optional<PostgreSqlAccess> of(Topology topology, String service) {
    return topology.postgresql().databases().stream()
        .filter(database -> database.service().equals(service))
        .findFirst()
        .map(database -> new PostgreSqlAccess(database.name(), database.extensions()));
  }
}
