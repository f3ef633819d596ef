package dev.ecommercestack.platform.deadletter;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.ecommercestack.platform.rabbit.ConfirmedPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import org.springframework.amqp.rabbit.support.MessagePropertiesConverter;

/** Counts and replays the dead letters of the queues that this service listens to. */
final class DeadLetterQueues {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterQueues.class);

  /** A replay begins no further message after this time; the gateway waits longer. */
  private static final Duration MAX_REPLAY_DURATION = Duration.ofSeconds(5);

  private final RabbitListenerEndpointRegistry listeners;
  private final RabbitTemplate rabbit;
  private final ConfirmedPublisher publisher;
  private final MessagePropertiesConverter converter = new DefaultMessagePropertiesConverter();

  DeadLetterQueues(
      RabbitListenerEndpointRegistry listeners,
      RabbitTemplate rabbit,
      ConfirmedPublisher publisher) {
    this.listeners = listeners;
    this.rabbit = rabbit;
    this.publisher = publisher;
  }

  /** Returns the dead-letter queue of each queue that this service listens to, sorted by name. */
  List<DeadLetterQueue> all() {
    return listeners.getListenerContainers().stream()
        .flatMap(
            container ->
                container instanceof AbstractMessageListenerContainer listener
                    ? Stream.of(listener.getQueueNames())
                    : Stream.empty())
        .distinct()
        .sorted()
        .map(DeadLetterQueue::new)
        .toList();
  }

  /**
   * Returns the number of messages in a dead-letter queue.
   *
   * @throws AmqpException if the broker does not answer
   */
  long messages(DeadLetterQueue deadLetters) {
    Long count = rabbit.execute(channel -> channel.messageCount(deadLetters.name()));
    return count == null ? 0 : count;
  }

  /**
   * Puts messages back into their queue, the oldest first. Each is deleted only after the queue has
   * it: a crash can duplicate a message but never lose one.
   *
   * @param deadLetters the queue to replay from
   * @param limit the largest number of messages; those that arrive meanwhile are left alone
   * @return the number of messages that are in their queue again
   * @throws AmqpException if the broker refuses a message, which stays with all that follow it
   */
  int replay(DeadLetterQueue deadLetters, int limit) {
    long count = Math.min(limit, messages(deadLetters));
    Integer replayed = rabbit.execute(channel -> move(channel, deadLetters, count));
    int moved = replayed == null ? 0 : replayed;
    log.info("Replayed {} messages of {}", moved, deadLetters.name());
    return moved;
  }

  private int move(Channel channel, DeadLetterQueue deadLetters, long count) throws IOException {
    long deadline = System.nanoTime() + MAX_REPLAY_DURATION.toNanos();
    int moved = 0;
    while (moved < count && System.nanoTime() - deadline < 0) {
      GetResponse message = channel.basicGet(deadLetters.name(), false);
      if (message == null) {
        return moved;
      }
      long tag = message.getEnvelope().getDeliveryTag();
      try {
        publisher.publishCopy(deadLetters.exchange(), deadLetters.routingKey(), toMessage(message));
      } catch (RuntimeException e) {
        channel.basicNack(tag, false, true);
        throw e;
      }
      channel.basicAck(tag, false);
      moved++;
    }
    return moved;
  }

  private Message toMessage(GetResponse message) {
    MessageProperties properties =
        converter.toMessageProperties(
            message.getProps(), message.getEnvelope(), StandardCharsets.UTF_8.name());
    return new Message(message.getBody(), properties);
  }
}
