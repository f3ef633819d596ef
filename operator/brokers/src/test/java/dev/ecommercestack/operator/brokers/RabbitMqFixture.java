package dev.ecommercestack.operator.brokers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.ecommercestack.testing.brokers.Credential;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The shared RabbitMQ server with a virtual host and a user that may read its statistics. */
final class RabbitMqFixture implements AutoCloseable {
  static final String USER = "operator";
  static final String PASSWORD = "secret";
  static final String QUEUE = "jobs.payment";

  final String vhost = "shop/" + UUID.randomUUID();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RabbitMqFixture() throws Exception {
    String path = vhost.replace("/", "%2F");
    Credential admin = RabbitMqServer.shared().admin();
    put("/api/vhosts/" + path, "{}");
    putPermissions(path, admin.username(), ".*");
    putUser(USER, "management");
    putPermissions(path, USER, "^$");
  }

  void createQueue() throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
    }
  }

  void putUser(String user, String tag) throws Exception {
    put("/api/users/" + user, "{\"password\":\"%s\",\"tags\":\"%s\"}".formatted(PASSWORD, tag));
  }

  private void putPermissions(String path, String user, String pattern) throws Exception {
    put(
        "/api/permissions/%s/%s".formatted(path, user),
        "{\"configure\":\"%1$s\",\"write\":\"%1$s\",\"read\":\"%1$s\"}".formatted(pattern));
  }

  private void put(String path, String body) throws Exception {
    Credential admin = RabbitMqServer.shared().admin();
    String pair = admin.username() + ":" + admin.password();
    int status =
        http.send(
                HttpRequest.newBuilder(URI.create(RabbitMqServer.shared().managementUrl() + path))
                    .header(
                        "Authorization",
                        "Basic "
                            + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    if (status >= 300) {
      throw new IllegalStateException("PUT " + path + " was answered with " + status);
    }
  }

  /** Returns a connection of the administrator. */
  Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(RabbitMqServer.shared().host());
    factory.setPort(RabbitMqServer.shared().port());
    factory.setVirtualHost(vhost);
    factory.setUsername(RabbitMqServer.shared().admin().username());
    factory.setPassword(RabbitMqServer.shared().admin().password());
    return factory.newConnection();
  }

  void publish(int messages) throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (int i = 0; i < messages; i++) {
        channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, new byte[] {1});
      }
      channel.waitForConfirmsOrDie(30_000);
    }
  }

  /** Adds a consumer that acknowledges nothing. */
  static Channel consume(Connection connection, int prefetch) throws Exception {
    Channel channel = connection.createChannel();
    channel.basicQos(prefetch);
    channel.basicConsume(QUEUE, false, (tag, message) -> {}, tag -> {});
    return channel;
  }

  RabbitMqConnection connection(String user, String password) {
    return new RabbitMqConnection(
        RabbitMqServer.shared().managementUrl(), vhost, new BrokerLogin(user, password), null);
  }

  RabbitMqBacklogReader reader(String... queues) {
    return new RabbitMqBacklogReader(
        connection(USER, PASSWORD), List.of(queues), Clock.systemUTC());
  }

  @Override
  public void close() {
    http.close();
  }
}
