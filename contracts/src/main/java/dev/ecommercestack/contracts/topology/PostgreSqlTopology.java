package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The databases.
 *
 * @param databases one per service that keeps data
 */
public record PostgreSqlTopology(List<Database> databases) {
  /** Keeps what was read. */
  public PostgreSqlTopology {
    databases = Require.listOf(databases);
  }

  /**
   * A database and the service whose role owns it.
   *
   * @param name its name
   * @param service the only service that may connect
   * @param extensions extensions that it needs
   */
  public record Database(String name, String service, List<String> extensions) {
    /** Keeps what was read. */
    public Database {
      Require.text(name, "A database has no name.");
      Require.text(service, "Database " + name + " does not say its service.");
      extensions = Require.listOf(extensions);
    }
  }
}
