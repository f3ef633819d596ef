package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.ConnectionDemand;
import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many connections PostgreSQL must accept for the maxima of all services, and the memory that
 * they take.
 */
public final class PostgreSqlCapacity {
  /** The memory limit of a managed server with {@link #MIN_CONNECTIONS}, if the user sets none. */
  private static final long MIN_MEBIBYTES = 512;

  private static final int MIN_CONNECTIONS = 200;

  // A change of max_connections restarts PostgreSQL: small changes of maxReplicas do not.
  private static final int STEP = 100;

  // PostgreSQL's default of superuser_reserved_connections.
  private static final int SUPERUSER_RESERVED = 3;

  // Pods that are stopping, psql, backups.
  private static final int MARGIN_PERCENT = 10;

  // Measured with PostgreSQL 18: 1.5 MiB idle, up to 6.4 MiB after joins, sorts and 20 prepared
  // statements; most connections of a pool are idle. A quarter of the memory is shared_buffers.
  private static final int MEBIBYTES_PER_CONNECTION = 4;

  private PostgreSqlCapacity() {}

  /** Returns the connections that the services need when all run their maximum of pods. */
  public static ConnectionDemand demand(EcommerceStackSpec spec, Topology topology) {
    return ConnectionDemand.of(topology, maxReplicas(spec, topology));
  }

  /** Returns the maximum of pods of each service that has a database, by its name. */
  static Map<String, Integer> maxReplicas(EcommerceStackSpec spec, Topology topology) {
    Map<String, Integer> maxReplicas = new TreeMap<>();
    Components.services(spec)
        .forEach(
            (name, service) -> {
              if (PostgreSqlAccess.of(topology, name).isPresent()) {
                maxReplicas.put(name, service.highestReplicas());
              }
            });
    return maxReplicas;
  }

  /** Returns {@code max_connections} of a managed server: at least 200, in steps of 100. */
  public static int maxConnections(ConnectionDemand demand) {
    int needed = Math.ceilDiv(demand.total() * (100 + MARGIN_PERCENT), 100) + SUPERUSER_RESERVED;
    return Math.max(MIN_CONNECTIONS, Math.ceilDiv(needed, STEP) * STEP);
  }

  /**
   * Returns the memory limit of a managed server when the user sets none, in MiB.
   *
   * @param maxConnections the {@code max_connections} of the server
   */
  static long defaultMebibytes(int maxConnections) {
    return Math.max(MIN_MEBIBYTES, minMebibytes(maxConnections));
  }

  /**
   * Returns the least memory limit for this many connections, in MiB; 0 for the 200 that every
   * server accepts, of which a small stack uses few.
   *
   * @param maxConnections the {@code max_connections} of the server
   */
  public static long minMebibytes(int maxConnections) {
    return maxConnections <= MIN_CONNECTIONS ? 0 : maxConnections * MEBIBYTES_PER_CONNECTION;
  }
}
