package dev.ecommercestack.testing.brokers;

import java.util.Map;

/** A PostgreSQL server that asks everybody for a password. */
public final class PostgreSqlServer implements AutoCloseable {
  private static final String CONFIG =
      """
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = '/tmp'
      password_encryption = 'scram-sha-256'
      shared_buffers = 32MB
      max_connections = 100
      fsync = off
      log_destination = 'stderr'
      logging_collector = off
      """;

  private static final String SCRIPT =
      """
      initdb --pgdata=/var/lib/server/data --username=postgres --pwfile=/etc/server/password \\
        --auth=scram-sha-256 --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8
      exec postgres -D /var/lib/server/data -c config_file=/etc/server/postgresql.conf \\
        -c hba_file=/etc/server/pg_hba.conf
      """;

  private final ImageProcess process;
  private final int port;
  private final Credential admin;

  private PostgreSqlServer(ImageProcess process, int port, Credential admin) {
    this.process = process;
    this.port = port;
    this.admin = admin;
  }

  /** Returns the one that all tests of this Java process share. */
  public static PostgreSqlServer shared() {
    return Shared.SERVER;
  }

  /** Starts another one. */
  public static PostgreSqlServer start() {
    int port = Loopback.freePort();
    Credential admin = Credential.random("postgres");
    ImageProcess process =
        ImageProcess.start(
            Image.load("postgresql"),
            SCRIPT,
            Map.of(
                "password",
                admin.password(),
                "postgresql.conf",
                CONFIG.formatted(port),
                "pg_hba.conf",
                "host all all 127.0.0.1/32 scram-sha-256\n"),
            Map.of(),
            "database system is ready to accept connections");
    return new PostgreSqlServer(process, port, admin);
  }

  /** Returns the host of {@link #port}. */
  public String host() {
    return Loopback.HOST;
  }

  /** Returns its port. */
  public int port() {
    return port;
  }

  /** Returns the superuser. */
  public Credential admin() {
    return admin;
  }

  /** Returns the JDBC URL of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(Loopback.HOST, port, database);
  }

  @Override
  public void close() {
    process.close();
  }

  private static final class Shared {
    static final PostgreSqlServer SERVER = start();
  }
}
