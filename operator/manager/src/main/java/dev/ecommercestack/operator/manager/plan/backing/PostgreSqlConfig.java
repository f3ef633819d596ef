package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.operator.manager.plan.stack.Sizes;

/** Configuration files of a managed PostgreSQL server. */
final class PostgreSqlConfig {
  private PostgreSqlConfig() {}

  /**
   * {@code postgresql.conf} for a server with this much memory and disk.
   *
   * @param memoryBytes memory limit of the container in bytes
   * @param storageBytes size of the volume in bytes
   * @param maxConnections the most connections that the server accepts
   */
  static String server(long memoryBytes, long storageBytes, int maxConnections) {
    long mebibytes = Sizes.mebibytes(memoryBytes);
    return """
    # Made by the operator from the memory limit and the size of the volume.
    listen_addresses = '*'
    port = %d
    max_connections = %d
    unix_socket_directories = '/var/run/postgresql'
    password_encryption = scram-sha-256
    shared_buffers = %dMB
    effective_cache_size = %dMB
    maintenance_work_mem = %dMB
    work_mem = %dMB
    huge_pages = off
    dynamic_shared_memory_type = posix
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    wal_compression = on
    min_wal_size = 80MB
    max_wal_size = %dMB
    checkpoint_completion_target = 0.9
    random_page_cost = 1.1
    idle_in_transaction_session_timeout = 5min
    tcp_keepalives_idle = 60
    logging_collector = off
    log_destination = stderr
    log_line_prefix = '%%m [%%p] %%q%%u@%%d '
    log_lock_waits = on
    log_min_duration_statement = 1s
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_timezone = 'UTC'
    timezone = 'UTC'
    """
        .formatted(
            PostgreSqlPlan.PORT,
            maxConnections,
            Math.max(16, mebibytes / 4),
            Math.max(32, mebibytes / 2),
            Math.clamp(mebibytes / 16, 16, 512),
            Math.clamp(mebibytes / 256, 2, 32),
            Math.clamp(Sizes.mebibytes(storageBytes) / 10, 160, 4096));
  }

  /** {@code pg_hba.conf}: everybody needs a password, whatever the way in. */
  static String clients() {
    return """
    # TYPE DATABASE USER ADDRESS METHOD
    local all all scram-sha-256
    host all all all scram-sha-256
    """;
  }
}
