package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * Exchanges and queues.
 *
 * @param vhost the virtual host when nobody says another
 * @param exchanges all exchanges
 * @param deadLetterExchange the one that leads to the parking lots
 * @param queues all queues but the parking lots, which they bring
 */
public record RabbitMqTopology(
    String vhost, List<Exchange> exchanges, String deadLetterExchange, List<JobQueue> queues) {
  /** The beginning of every parking lot's name. */
  public static final String PARKING_LOT_PREFIX = "parking.";

  /** Keeps what was read. */
  public RabbitMqTopology {
    Require.text(vhost, "rabbitmq does not say its vhost.");
    exchanges = Require.listOf(exchanges);
    Require.text(deadLetterExchange, "rabbitmq does not say its deadLetterExchange.");
    queues = Require.listOf(queues);
  }

  /**
   * A durable exchange.
   *
   * @param name its name
   * @param type {@code topic} or {@code direct}
   */
  public record Exchange(String name, String type) {
    /** Keeps what was read. */
    public Exchange {
      Require.text(name, "An exchange has no name.");
      Require.text(type, "Exchange " + name + " does not say its type.");
    }
  }

  /**
   * A durable quorum queue with its parking lot.
   *
   * @param name exchange and routing key, with a dot between
   * @param exchange the exchange that it is bound to
   * @param routingKey the key that it is bound with
   * @param messages names of the messages that it carries
   * @param deliveryLimit how often a message may be returned before it is parked
   * @param parkingLot the queue that keeps parked messages: {@value #PARKING_LOT_PREFIX} and the
   *     name
   * @param producers services that publish to it
   * @param consumers services that consume from it and from its parking lot
   */
  public record JobQueue(
      String name,
      String exchange,
      String routingKey,
      List<String> messages,
      int deliveryLimit,
      String parkingLot,
      List<String> producers,
      List<String> consumers) {
    /** Keeps what was read. */
    public JobQueue {
      Require.text(name, "A queue has no name.");
      Require.text(exchange, "Queue " + name + " does not say its exchange.");
      Require.text(routingKey, "Queue " + name + " does not say its routingKey.");
      messages = Require.listOf(messages);
      Require.text(parkingLot, "Queue " + name + " has no parkingLot.");
      producers = Require.listOf(producers);
      consumers = Require.listOf(consumers);
    }
  }
}
