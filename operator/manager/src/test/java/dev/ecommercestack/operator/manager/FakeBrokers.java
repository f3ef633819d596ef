package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.brokers.BacklogReader;
import dev.ecommercestack.operator.manager.scaling.BacklogSource;
import dev.ecommercestack.operator.manager.scaling.ReaderFactory;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The brokers of all stacks: queues that tests fill and drain. */
final class FakeBrokers implements ReaderFactory {
  static final String CLAIMS = "coupon.claims.v1";
  static final String PAYMENTS = "jobs.payment";

  private static final int PREFETCH = 10;
  private static final int PARTITIONS = 12;

  private final Clock clock;
  private final Map<String, Queue> queues = new ConcurrentHashMap<>();
  private final Map<String, Integer> open = new ConcurrentHashMap<>();
  private final Map<String, List<String>> passwords = new ConcurrentHashMap<>();

  FakeBrokers(Clock clock) {
    this.clock = clock;
  }

  /** A queue of one stack. */
  static final class Queue {
    private long published;
    private long waiting;
    private boolean unavailable;

    synchronized void publish(long messages) {
      published += messages;
      waiting += messages;
    }

    synchronized void handle(long messages) {
      waiting = Math.max(0, waiting - messages);
    }

    synchronized long waiting() {
      return waiting;
    }

    synchronized void setUnavailable(boolean value) {
      unavailable = value;
    }
  }

  Queue queue(String namespace, String name) {
    return queues.computeIfAbsent(namespace + "/" + name, key -> new Queue());
  }

  /** Number of readers of a namespace's brokers that are open. */
  int openReaders(String namespace) {
    return open.getOrDefault(namespace, 0);
  }

  /** The passwords with which readers of a namespace's RabbitMQ were made, in their order. */
  List<String> passwords(String namespace) {
    return passwords.getOrDefault(namespace, List.of());
  }

  @Override
  public BacklogReader reader(BacklogSource.Kafka source) {
    return new Reader(namespace(source.connection().bootstrapServers()), source.queues(), true);
  }

  @Override
  public BacklogReader reader(BacklogSource.RabbitMq source) {
    var namespace = namespace(source.connection().managementUrl().getHost());
    passwords
        .computeIfAbsent(namespace, key -> new CopyOnWriteArrayList<>())
        .add(source.connection().login().password());
    return new Reader(namespace, source.queues(), false);
  }

  /** The namespace in an address of a managed broker, as in {@code shop-kafka.NAMESPACE.svc}. */
  private static String namespace(String address) {
    return address.split("\\.", 3)[1];
  }

  private final class Reader implements BacklogReader {
    private final String namespace;
    private final List<String> names;
    private final boolean kafka;

    Reader(String namespace, List<String> names, boolean kafka) {
      this.namespace = namespace;
      this.names = names;
      this.kafka = kafka;
      open.merge(namespace, 1, Integer::sum);
    }

    @Override
    public Map<String, Measurement<Backlog>> read() {
      return names.stream().collect(Collectors.toMap(name -> name, this::read));
    }

    private Measurement<Backlog> read(String name) {
      var queue = queue(namespace, name);
      synchronized (queue) {
        return queue.unavailable
            ? Measurement.unknown("the broker does not answer")
            : Measurement.known(kafka ? kafka(name, queue) : rabbitMq(queue), clock.instant());
      }
    }

    private static Backlog kafka(String topic, Queue queue) {
      var partitions = new ArrayList<Backlog.Partition>();
      for (var id = 0; id < PARTITIONS; id++) {
        var end = (queue.published + PARTITIONS - 1 - id) / PARTITIONS;
        var left = Math.min(end, (queue.waiting + PARTITIONS - 1 - id) / PARTITIONS);
        partitions.add(
            new Backlog.Partition(id, 0, end, OptionalLong.of(end - left), OptionalInt.empty()));
      }
      return new Backlog.Kafka(
          topic, partitions, Backlog.OffsetReset.EARLIEST, OptionalInt.empty());
    }

    private static Backlog rabbitMq(Queue queue) {
      return new Backlog.Rabbitmq(
          queue.waiting, 0, PREFETCH, new Backlog.Flow.Counter(queue.published));
    }

    @Override
    public void close() {
      open.merge(namespace, -1, Integer::sum);
    }
  }
}
