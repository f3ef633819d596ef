package dev.ecommercestack.testing.services;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A RabbitMQ broker with the stack's topology, on which a test publishes and consumes as any
 * service.
 */
public final class Broker {
  private final RabbitMqServer server;

  private Broker(RabbitMqServer server) {
    this.server = server;
  }

  /**
   * Declares the topology on the server that all tests share, and empties the queues and parking
   * lots.
   *
   * @param directory the directory to which the services' credentials are written
   */
  public static Broker declared(Path directory) {
    RabbitMqServer server = RabbitMqServer.shared();
    DeclaredStack.on(new DeclaredStack.Servers(null, server, null, null), directory);
    Broker broker = on(server);
    broker.purge();
    return broker;
  }

  private void purge() {
    Map<String, List<JobQueue>> byConsumer =
        Topology.load().rabbitmq().queues().stream()
            .collect(Collectors.groupingBy(queue -> queue.consumers().getFirst()));
    byConsumer.forEach(
        (consumer, queues) -> {
          try (Connection connection = as(consumer);
              Channel channel = connection.createChannel()) {
            for (JobQueue queue : queues) {
              channel.queuePurge(queue.name());
              channel.queuePurge(queue.parkingLot());
            }
          } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("The queues of " + consumer + " were not emptied.", e);
          }
        });
  }

  /** Returns the broker on a server where the topology was declared. */
  public static Broker on(RabbitMqServer server) {
    return new Broker(server);
  }

  /** Returns the command line arguments of a service, without its credentials. */
  public String[] arguments() {
    return new String[] {
      "--spring.rabbitmq.host=" + server.host(),
      "--spring.rabbitmq.port=" + server.port(),
      "--spring.rabbitmq.virtual-host=" + DeclaredStack.VHOST
    };
  }

  /** Returns the command line arguments with the credentials of a service. */
  public static String[] credentials(String service) {
    return new String[] {
      "--spring.rabbitmq.username=" + service,
      "--spring.rabbitmq.password=" + DeclaredStack.password(service)
    };
  }

  /** Connects as a service. */
  public Connection as(String service) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(server.host());
    factory.setPort(server.port());
    factory.setVirtualHost(DeclaredStack.VHOST);
    factory.setUsername(service);
    factory.setPassword(DeclaredStack.password(service));
    return factory.newConnection();
  }

  /** Consumes the next message of a queue, if there is one. */
  public static Optional<String> take(Connection service, String queue) throws IOException {
    try (Channel channel = service.createChannel()) {
      GetResponse delivery = channel.basicGet(queue, true);
      return Optional.ofNullable(delivery)
          .map(found -> new String(found.getBody(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** Publishes a JSON message. */
  public static void publish(Connection service, String exchange, String routingKey, String message)
      throws IOException {
    AMQP.BasicProperties json =
        new AMQP.BasicProperties.Builder().contentType("application/json").deliveryMode(2).build();
    try (Channel channel = service.createChannel()) {
      channel.basicPublish(exchange, routingKey, json, message.getBytes(StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }
}
