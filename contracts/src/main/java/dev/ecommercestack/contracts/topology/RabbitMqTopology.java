package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The RabbitMQ exchanges and queues.
 *
 * @param vhost the default name of the virtual host
 * @param exchanges all exchanges, with the dead-letter exchange
 * @param deadLetterExchange the name of the exchange that routes to the parking lots
 * @param queues all queues; each names its parking lot
 */
public record RabbitMqTopology(
    String vhost, List<Exchange> exchanges, String deadLetterExchange, List<JobQueue> queues) {
  /** The prefix of the name of every parking lot. */
  public static final String PARKING_LOT_PREFIX = "parking.";

  /** Checks the required values. */
  public RabbitMqTopology {
    Require.text(vhost, "rabbitmq does not say its vhost.");
    exchanges = Require.listOf(exchanges);
    Require.text(deadLetterExchange, "rabbitmq does not say its deadLetterExchange.");
    queues = Require.listOf(queues);
  }

  /**
   * Returns the names of the queues whose length decides how many pods of a service run, in the
   * order of the topology.
   */
  public List<String> scalingQueues(String service) {
    return queues.stream()
        .filter(queue -> Boolean.TRUE.equals(queue.scales()) && queue.consumers().contains(service))
        .map(JobQueue::name)
        .toList();
  }

  /**
   * A durable exchange.
   *
   * @param name the name of the exchange
   * @param type {@code topic} or {@code direct}
   */
  public record Exchange(String name, String type) {
    /** Checks the required values. */
    public Exchange {
      Require.text(name, "An exchange has no name.");
      Require.text(type, "Exchange " + name + " does not say its type.");
    }
  }

  /**
   * A durable quorum queue with its parking lot.
   *
   * @param name the name of the queue: {@code <exchange>.<routing key>}
   * @param exchange the name of the exchange that the queue is bound to
   * @param routingKey the routing key of the binding
   * @param messages the names of the messages in the queue
   * @param deliveryLimit how often a message may be returned before it moves to the parking lot
   * @param parkingLot the name of the dead-letter queue: {@value #PARKING_LOT_PREFIX} and the name
   *     of the queue
   * @param producers the names of the services that publish to the queue
   * @param consumers the names of the services that consume from the queue and its parking lot
   * @param scales whether the length of the queue decides how many pods of its only consumer run
   */
  public record JobQueue(
      String name,
      String exchange,
      String routingKey,
      List<String> messages,
      int deliveryLimit,
      String parkingLot,
      List<String> producers,
      List<String> consumers,
      @Nullable Boolean scales) {
    /** Checks the required values. */
    public JobQueue {
      Require.text(name, "A queue has no name.");
      Require.text(exchange, "Queue " + name + " does not say its exchange.");
      Require.text(routingKey, "Queue " + name + " does not say its routingKey.");
      messages = Require.listOf(messages);
      Require.text(parkingLot, "Queue " + name + " has no parkingLot.");
      producers = Require.listOf(producers);
      consumers = Require.listOf(consumers);
      scales = Boolean.TRUE.equals(scales);
    }
  }
}
