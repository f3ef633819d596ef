package dev.ecommercestack.worker.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Publishes messages as they are, and knows afterwards that a queue has them. */
@Component
public class JobPublisher {
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);

  private final RabbitTemplate rabbit;

  JobPublisher(RabbitTemplate rabbit) {
    this.rabbit = rabbit;
  }

  /**
   * Publishes a message and waits until it is in a queue.
   *
   * @param body JSON in UTF-8
   * @throws AmqpException if it may not be in one
   */
  public void publish(String exchange, String routingKey, byte[] body) {
    MessageProperties properties = new MessageProperties();
    properties.setContentType(MessageProperties.CONTENT_TYPE_JSON);
    properties.setContentEncoding(StandardCharsets.UTF_8.name());
    properties.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
    CorrelationData confirm = new CorrelationData(UUID.randomUUID().toString());
    rabbit.send(exchange, routingKey, new Message(body, properties), confirm);
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
