package dev.ecommercestack.order;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Declare;
import dev.ecommercestack.testing.brokers.Credential;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A RabbitMQ broker with the stack's topology, on which a test plays the worker. */
final class Broker {
  private static final String VHOST = "ecommerce";
  private final RabbitMqServer server = RabbitMqServer.shared();

  /** Makes the topology true, as the operator does before any service starts. */
  static Broker declared(Path directory) throws IOException, InterruptedException {
    Broker broker = new Broker();
    Path credentials = directory.resolve("declare");
    Credential admin = broker.server.admin();
    Path adminFiles =
        Files.createDirectories(
            credentials.resolve(CredentialFiles.adminDirectory(Backing.RABBITMQ)));
    Files.writeString(adminFiles.resolve(CredentialFiles.USERNAME), admin.username());
    Files.writeString(adminFiles.resolve(CredentialFiles.PASSWORD), admin.password());
    for (Map.Entry<String, Needs> service : Needs.of(Topology.load()).entrySet()) {
      if (service.getValue().of(Backing.RABBITMQ)) {
        Path files = Files.createDirectories(credentials.resolve(service.getKey()));
        Files.writeString(
            files.resolve(CredentialFiles.username(Backing.RABBITMQ)), service.getKey());
        Files.writeString(
            files.resolve(CredentialFiles.password(Backing.RABBITMQ)), password(service.getKey()));
      }
    }
    Path config = directory.resolve(CredentialFiles.CONFIG_FILE);
    Files.writeString(
        config,
        new DeclareConfig(
                "shop",
                60,
                null,
                new DeclareConfig.RabbitMq(broker.server.managementUrl(), VHOST, null),
                null,
                null)
            .toYaml());
    Path message = directory.resolve("termination-log");
    int status =
        Declare.run(
            Map.of(
                CredentialFiles.CONFIG_ENV, config.toString(),
                CredentialFiles.DIRECTORY_ENV, credentials.toString(),
                CredentialFiles.TERMINATION_LOG_ENV, message.toString()));
    if (status != 0) {
      throw new IllegalStateException(Files.readString(message));
    }
    return broker;
  }

  static String password(String service) {
    return "password-of-" + service;
  }

  String[] arguments() {
    return new String[] {
      "--spring.rabbitmq.host=" + server.host(),
      "--spring.rabbitmq.port=" + server.port(),
      "--spring.rabbitmq.virtual-host=" + VHOST,
      "--spring.rabbitmq.username=order",
      "--spring.rabbitmq.password=" + password("order")
    };
  }

  /** Connects as a service. */
  Connection as(String service) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(server.host());
    factory.setPort(server.port());
    factory.setVirtualHost(VHOST);
    factory.setUsername(service);
    factory.setPassword(password(service));
    return factory.newConnection();
  }

  /** Takes the next job, if there is one. */
  static Optional<String> take(Connection worker, String queue) throws IOException {
    GetResponse delivery = worker.createChannel().basicGet(queue, true);
    return Optional.ofNullable(delivery)
        .map(found -> new String(found.getBody(), StandardCharsets.UTF_8));
  }

  static void publish(Connection worker, String routingKey, String message) throws IOException {
    AMQP.BasicProperties json =
        new AMQP.BasicProperties.Builder().contentType("application/json").deliveryMode(2).build();
    try (Channel channel = worker.createChannel()) {
      channel.basicPublish("results", routingKey, json, message.getBytes(StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }
}
