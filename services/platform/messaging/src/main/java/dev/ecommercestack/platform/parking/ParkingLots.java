package dev.ecommercestack.platform.parking;

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

/** Reads the parking lots of the queues that this service listens to, and empties them. */
final class ParkingLots {
  private static final Logger log = LoggerFactory.getLogger(ParkingLots.class);

  /** What brokers write: how often a message was delivered, and where it died. */
  private static final String BROKERS_HEADER = "x-";

  /** After this no further message is begun; the gateway waits longer. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RabbitListenerEndpointRegistry listeners;
  private final RabbitTemplate rabbit;
  private final ConfirmedPublisher publisher;
  private final MessagePropertiesConverter converter = new DefaultMessagePropertiesConverter();

  ParkingLots(
      RabbitListenerEndpointRegistry listeners,
      RabbitTemplate rabbit,
      ConfirmedPublisher publisher) {
    this.listeners = listeners;
    this.rabbit = rabbit;
    this.publisher = publisher;
  }

  /** Returns one for each queue that this service listens to, by name. */
  List<ParkingLot> all() {
    return listeners.getListenerContainers().stream()
        .flatMap(
            container ->
                container instanceof AbstractMessageListenerContainer listener
                    ? Stream.of(listener.getQueueNames())
                    : Stream.empty())
        .distinct()
        .sorted()
        .map(ParkingLot::new)
        .toList();
  }

  /**
   * Returns how many messages are parked.
   *
   * @throws AmqpException if the broker does not say
   */
  long messages(ParkingLot lot) {
    Long count = rabbit.execute(channel -> channel.messageCount(lot.name()));
    return count == null ? 0 : count;
  }

  /**
   * Puts messages back into their queue, the oldest first. Each leaves the parking lot only when
   * the queue has it: one may be in both, none is ever in neither.
   *
   * @param limit how many at most; what is parked meanwhile is left alone
   * @return how many are in their queue again
   * @throws AmqpException if the broker does not take one, which stays parked with all after it
   */
  int replay(ParkingLot lot, int limit) {
    long count = Math.min(limit, messages(lot));
    Integer replayed = rabbit.execute(channel -> move(channel, lot, count));
    int moved = replayed == null ? 0 : replayed;
    log.info("{} messages of {} get a second chance", moved, lot.name());
    return moved;
  }

  private int move(Channel channel, ParkingLot lot, long count) throws IOException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    int moved = 0;
    while (moved < count && System.nanoTime() - deadline < 0) {
      GetResponse parked = channel.basicGet(lot.name(), false);
      if (parked == null) {
        return moved;
      }
      long tag = parked.getEnvelope().getDeliveryTag();
      try {
        publisher.publish(lot.exchange(), lot.routingKey(), asNew(parked));
      } catch (RuntimeException e) {
        channel.basicNack(tag, false, true);
        throw e;
      }
      channel.basicAck(tag, false);
      moved++;
    }
    return moved;
  }

  /** What its producer sent, without its history: the delivery limit begins anew. */
  private Message asNew(GetResponse parked) {
    MessageProperties properties =
        converter.toMessageProperties(
            parked.getProps(), parked.getEnvelope(), StandardCharsets.UTF_8.name());
    properties.getHeaders().keySet().removeIf(name -> name.startsWith(BROKERS_HEADER));
    return new Message(parked.getBody(), properties);
  }
}
