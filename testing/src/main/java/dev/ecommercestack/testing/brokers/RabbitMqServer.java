package dev.ecommercestack.testing.brokers;

import java.net.URI;
import java.util.Map;

/** A RabbitMQ broker with its management API. */
public final class RabbitMqServer implements AutoCloseable {
  private static final String CONFIG =
      """
      listeners.tcp.1 = 127.0.0.1:%d
      management.tcp.ip = 127.0.0.1
      management.tcp.port = %d
      default_user = %s
      default_pass = %s
      log.console = true
      log.console.level = info
      """;

  private static final String SCRIPT =
      """
      cp /etc/server/erlang.cookie /var/lib/server/.erlang.cookie
      chmod 400 /var/lib/server/.erlang.cookie
      exec rabbitmq-server
      """;

  private final ImageProcess process;
  private final int port;
  private final int managementPort;
  private final Credential admin;

  private RabbitMqServer(ImageProcess process, int port, int managementPort, Credential admin) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
    this.admin = admin;
  }

  /** Returns the one that all tests of this Java process share. */
  public static RabbitMqServer shared() {
    return Shared.SERVER;
  }

  /** Starts another one. */
  public static RabbitMqServer start() {
    int port = Loopback.freePort();
    int managementPort = Loopback.freePort();
    Credential admin = Credential.random("admin");
    ImageProcess process =
        ImageProcess.start(
            Image.load("rabbitmq"),
            SCRIPT,
            Map.of(
                "erlang.cookie",
                Credential.random("cookie").password(),
                "rabbitmq.conf",
                CONFIG.formatted(port, managementPort, admin.username(), admin.password()),
                "enabled_plugins",
                "[rabbitmq_management].\n"),
            Map.ofEntries(
                Map.entry("HOME", "/var/lib/server"),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_CONFIG_FILE", "/etc/server/rabbitmq.conf"),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", "/etc/server/enabled_plugins"),
                Map.entry("RABBITMQ_MNESIA_BASE", "/var/lib/server/mnesia"),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_NODENAME", "rabbit-" + port + "@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Loopback.freePort())),
                Map.entry("ERL_EPMD_PORT", Integer.toString(Loopback.freePort())),
                Map.entry("ERL_EPMD_ADDRESS", Loopback.HOST)),
            "Server startup complete");
    return new RabbitMqServer(process, port, managementPort, admin);
  }

  /** Returns the host of {@link #port}. */
  public String host() {
    return Loopback.HOST;
  }

  /** Returns the port for AMQP. */
  public int port() {
    return port;
  }

  /** Returns the base URL of the management API, without {@code /api}. */
  public URI managementUrl() {
    return URI.create("http://" + Loopback.HOST + ":" + managementPort);
  }

  /** Returns an administrator. */
  public Credential admin() {
    return admin;
  }

  @Override
  public void close() {
    process.close();
  }

  private static final class Shared {
    static final RabbitMqServer SERVER = start();
  }
}
