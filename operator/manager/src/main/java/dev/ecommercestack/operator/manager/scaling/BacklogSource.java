package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.brokers.ConsumerGroup;
import dev.ecommercestack.operator.brokers.KafkaConnection;
import dev.ecommercestack.operator.brokers.RabbitMqConnection;
import java.util.List;

/** Where it is read what waits for a component: a broker, and the queues that scale it. */
public sealed interface BacklogSource {
  /** Names of the queues or topics. */
  List<String> queues();

  /**
   * Topics of Kafka.
   *
   * @param connection address and login of the broker
   * @param groups the consumer groups that scale the component, with their topics
   */
  record Kafka(KafkaConnection connection, List<ConsumerGroup> groups) implements BacklogSource {
    /** Copies the list. */
    public Kafka {
      groups = List.copyOf(groups);
    }

    @Override
    public List<String> queues() {
      return groups.stream().map(ConsumerGroup::topic).toList();
    }
  }

  /**
   * Queues of RabbitMQ.
   *
   * @param connection address and login of the broker
   * @param queues the queues that scale the component
   */
  record RabbitMq(RabbitMqConnection connection, List<String> queues) implements BacklogSource {
    /** Copies the list. */
    public RabbitMq {
      queues = List.copyOf(queues);
    }
  }

  /**
   * Queues of a broker that cannot be connected to yet.
   *
   * @param queues the queues that scale the component
   * @param reason why, as the end of a sentence
   */
  record Unavailable(List<String> queues, String reason) implements BacklogSource {
    /** Copies the list. */
    public Unavailable {
      queues = List.copyOf(queues);
    }
  }
}
