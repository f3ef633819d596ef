package dev.ecommercestack.testing.brokers;

import java.util.Map;

/** A Redis server (Valkey) with ACL users in a file and nothing for who does not log in. */
public final class RedisServer implements AutoCloseable {
  private static final String CONFIG =
      """
      bind 127.0.0.1
      port %d
      protected-mode no
      daemonize no
      supervised no
      logfile ""
      dir /var/lib/server
      maxmemory 64mb
      maxmemory-policy allkeys-lru
      appendonly no
      save ""
      aclfile /etc/server/users.acl
      """;

  private final ImageProcess process;
  private final int port;
  private final Credential admin;

  private RedisServer(ImageProcess process, int port, Credential admin) {
    this.process = process;
    this.port = port;
    this.admin = admin;
  }

  /** Returns the one that all tests of this Java process share. */
  public static RedisServer shared() {
    return Shared.SERVER;
  }

  /** Starts another one. */
  public static RedisServer start() {
    int port = Loopback.freePort();
    Credential admin = Credential.random("admin");
    ImageProcess process =
        ImageProcess.start(
            Image.load("redis"),
            "exec redis-server /etc/server/redis.conf",
            Map.of(
                "redis.conf",
                CONFIG.formatted(port),
                "users.acl",
                "user default off\nuser %s on >%s ~* &* +@all\n"
                    .formatted(admin.username(), admin.password())),
            Map.of(),
            "Ready to accept connections");
    return new RedisServer(process, port, admin);
  }

  /** Returns the host of {@link #port}. */
  public String host() {
    return Loopback.HOST;
  }

  /** Returns its port. */
  public int port() {
    return port;
  }

  /** Returns a user that may do everything. */
  public Credential admin() {
    return admin;
  }

  @Override
  public void close() {
    process.close();
  }

  private static final class Shared {
    static final RedisServer SERVER = start();
  }
}
