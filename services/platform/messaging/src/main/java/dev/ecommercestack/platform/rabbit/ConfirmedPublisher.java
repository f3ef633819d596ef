package dev.ecommercestack.platform.rabbit;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;

/**
 * Publishes a message outside of any transaction and waits for the broker's confirmation. A message
 * that belongs to a transaction goes through the outbox.
 */
public final class ConfirmedPublisher {
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);

  /** Prefix of the headers in which the broker counts deliveries and records dead-lettering. */
  private static final String BROKER_HEADER_PREFIX = "x-";

  private final RabbitOperations rabbit;

  ConfirmedPublisher(RabbitOperations rabbit) {
    this.rabbit = rabbit;
  }

  /**
   * Publishes a copy of a delivered message to the exchange that it came from, see {@link
   * #publishCopy(String, String, Message)}.
   */
  public void publishCopy(Message delivered) {
    MessageProperties properties = delivered.getMessageProperties();
    publishCopy(
        Objects.requireNonNull(properties.getReceivedExchange()),
        Objects.requireNonNull(properties.getReceivedRoutingKey()),
        delivered);
  }

  /**
   * Publishes a delivered message as its producer sent it, so that the delivery limit counts from
   * 0, and waits until a queue has it.
   *
   * @param exchange the name of the exchange
   * @param routingKey the routing key of a queue that is bound to the exchange
   * @param delivered the message as the broker delivered it
   * @throws AmqpException if it is not sure that a queue has the copy
   */
  public void publishCopy(String exchange, String routingKey, Message delivered) {
    Message copy = MessageBuilder.fromClonedMessage(delivered).build();
    copy.getMessageProperties()
        .getHeaders()
        .keySet()
        .removeIf(name -> name.startsWith(BROKER_HEADER_PREFIX));
    publish(exchange, routingKey, copy);
  }

  /**
   * Publishes a message and waits until a queue has it.
   *
   * @param exchange the name of the exchange
   * @param routingKey the routing key of a queue that is bound to the exchange
   * @param message the message
   * @throws AmqpException if it is not sure that a queue has the message
   */
  public void publish(String exchange, String routingKey, Message message) {
    CorrelationData confirm = new CorrelationData(UUID.randomUUID().toString());
    rabbit.send(exchange, routingKey, message, confirm);
    try {
      CorrelationData.Confirm answer =
          confirm.getFuture().get(CONFIRM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      ReturnedMessage returned = confirm.getReturned();
      if (returned != null) {
        throw new AmqpException("Exchange %s has no queue for %s".formatted(exchange, routingKey));
      }
      if (!answer.ack()) {
        throw new AmqpException("The broker refused a message: " + answer.reason());
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new AmqpException("The broker did not confirm a message", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AmqpException("Interrupted while a message was confirmed", e);
    }
  }
}
