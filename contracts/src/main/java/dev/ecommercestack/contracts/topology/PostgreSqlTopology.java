package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The PostgreSQL databases.
 *
 * @param databases the databases, at most one per service
 */
public record PostgreSqlTopology(List<Database> databases) {
  /** Makes the list unmodifiable. */
  public PostgreSqlTopology {
    databases = Require.listOf(databases);
  }

  /**
   * A database and the service whose role owns it.
   *
   * @param name the name of the database
   * @param service the name of the only service that may connect
   * @param connectionsPerPod the most connections that a pod of the service opens at the same time
   * @param extensions the names of the extensions that the service needs
   */
  public record Database(
      String name, String service, int connectionsPerPod, List<String> extensions) {
    /** Checks the required values. */
    public Database {
      Require.text(name, "A database has no name.");
      Require.text(service, "Database " + name + " does not say its service.");
      extensions = Require.listOf(extensions);
    }
  }
}
