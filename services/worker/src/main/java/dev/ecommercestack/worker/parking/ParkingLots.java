package dev.ecommercestack.worker.parking;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.ecommercestack.worker.broker.JobPublisher;
import dev.ecommercestack.worker.job.JobType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Reads parking lots, and gives what is in them a second chance. */
@Component
class ParkingLots {
  private static final Logger log = LoggerFactory.getLogger(ParkingLots.class);

  private final RabbitTemplate rabbit;
  private final JobPublisher publisher;

  ParkingLots(RabbitTemplate rabbit, JobPublisher publisher) {
    this.rabbit = rabbit;
    this.publisher = publisher;
  }

  /** Returns what is in all of them. */
  List<ParkingLotResponse> list() {
    return Arrays.stream(JobType.values())
        .map(type -> new ParkingLotResponse(type.queue(), type.parkingLot(), messages(type)))
        .toList();
  }

  /**
   * Puts messages back into their queue, the oldest first. Each leaves the parking lot only when
   * the queue has it.
   *
   * @param limit how many at most; what is parked meanwhile is left alone
   */
  ReplayResponse replay(JobType type, int limit) {
    long count = Math.min(limit, messages(type));
    Integer replayed = rabbit.execute(channel -> move(channel, type, count));
    int moved = replayed == null ? 0 : replayed;
    log.info("{} messages of {} get a second chance", moved, type.parkingLot());
    return new ReplayResponse(type.queue(), moved, messages(type));
  }

  private int move(Channel channel, JobType type, long count) throws IOException {
    for (int moved = 0; moved < count; moved++) {
      GetResponse message = channel.basicGet(type.parkingLot(), false);
      if (message == null) {
        return moved;
      }
      long tag = message.getEnvelope().getDeliveryTag();
      try {
        publisher.publish(JobType.EXCHANGE, type.routingKey(), message.getBody());
      } catch (AmqpException e) {
        channel.basicNack(tag, false, true);
        throw e;
      }
      channel.basicAck(tag, false);
    }
    return (int) count;
  }

  private long messages(JobType type) {
    Long count = rabbit.execute(channel -> channel.messageCount(type.parkingLot()));
    return count == null ? 0 : count;
  }
}
