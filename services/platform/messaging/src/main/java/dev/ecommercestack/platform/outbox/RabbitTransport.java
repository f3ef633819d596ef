package dev.ecommercestack.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;

/** Sends jobs to RabbitMQ: persistent, routed to a queue, and confirmed. */
final class RabbitTransport implements Transport {
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);

  /** The time to connect, at most 13 s, and to be confirmed. */
  private static final Duration LONGEST_SEND = Duration.ofSeconds(25);

  private final RabbitOperations rabbit;

  RabbitTransport(RabbitOperations rabbit) {
    this.rabbit = rabbit;
  }

  @Override
  public Kind kind() {
    return Kind.RABBITMQ;
  }

  @Override
  public Duration longestSend() {
    return LONGEST_SEND;
  }

  @Override
  public List<Outcome> send(List<OutboxMessage> messages) {
    List<CorrelationData> confirms = new ArrayList<>(messages.size());
    String unavailable = "";
    for (OutboxMessage message : messages) {
      CorrelationData confirm = new CorrelationData(message.messageId().toString());
      try {
        rabbit.send(message.destination(), message.routingKey(), toMessage(message), confirm);
        confirms.add(confirm);
      } catch (AmqpException e) {
        unavailable = reason(e);
        break;
      }
    }
    List<Outcome> outcomes = new ArrayList<>(messages.size());
    long deadline = System.nanoTime() + CONFIRM_TIMEOUT.toNanos();
    for (CorrelationData confirm : confirms) {
      outcomes.add(await(confirm, deadline));
    }
    while (outcomes.size() < messages.size()) {
      outcomes.add(new Outcome.Unavailable(unavailable));
    }
    return outcomes;
  }

  private static Message toMessage(OutboxMessage message) {
    MessageProperties properties = new MessageProperties();
    properties.setContentType(MessageProperties.CONTENT_TYPE_JSON);
    properties.setContentEncoding(StandardCharsets.UTF_8.name());
    properties.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
    properties.setMessageId(message.messageId().toString());
    if (message.traceparent() != null) {
      properties.setHeader(KafkaTransport.TRACE_HEADER, message.traceparent());
    }
    return new Message(message.payload().getBytes(StandardCharsets.UTF_8), properties);
  }

  private static Outcome await(CorrelationData confirm, long deadline) {
    try {
      CorrelationData.Confirm answer =
          confirm.getFuture().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      ReturnedMessage returned = confirm.getReturned();
      if (returned != null) {
        return new Outcome.Refused(
            "exchange %s has no queue for %s"
                .formatted(returned.getExchange(), returned.getRoutingKey()));
      }
      return answer.ack()
          ? new Outcome.Sent()
          : new Outcome.Refused("not confirmed: " + answer.reason());
    } catch (TimeoutException e) {
      return new Outcome.Unavailable("not confirmed within " + CONFIRM_TIMEOUT);
    } catch (ExecutionException e) {
      return new Outcome.Unavailable(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable("interrupted");
    }
  }

  private static String reason(Exception exception) {
    return exception.getClass().getSimpleName() + ": " + exception.getMessage();
  }
}
