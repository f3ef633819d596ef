package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lag of consumer groups from Kafka. The user needs the right DESCRIBE on each topic and
 * each group, and no other.
 *
 * <p>The end of a partition is its last stable offset, as for the consumers of this project, which
 * read committed messages only: messages of an open transaction do not wait yet. The marker of a
 * finished transaction takes an offset as well. A broker does not say how many markers there are,
 * so they would count as messages; this project produces without transactions and has none.
 *
 * <p>A group without a committed offset starts at the first message: the services use {@code
 * auto.offset.reset=earliest}, and the issuer, which keeps its offsets in its database, starts
 * there as well.
 */
public final class KafkaBacklogReader implements BacklogReader {
  /** The longest time of one reading. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final KafkaConnection connection;
  private final List<ConsumerGroup> groups;
  private final Clock clock;
  private final CircuitBreaker breaker;
  private final Map<String, GroupMembers> members = new HashMap<>();
  private @Nullable Admin admin;

  /**
   * Makes a reader, which connects when it first reads.
   *
   * @param connection how to connect
   * @param groups the groups to read, each topic once
   * @param clock gives the times of the readings
   */
  public KafkaBacklogReader(KafkaConnection connection, List<ConsumerGroup> groups, Clock clock) {
    this.connection = connection;
    this.groups = List.copyOf(groups);
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock);
  }

  @Override
  public Map<String, Measurement<Backlog>> read() {
    Map<String, Measurement<Backlog>> backlogs = breaker.read(topics(), this::readNow);
    if (breaker.isOpen()) {
      // It would try to connect, and log it, every second; before, it may just be slow to connect.
      close();
    }
    return backlogs;
  }

  private Set<String> topics() {
    return groups.stream().map(ConsumerGroup::topic).collect(Collectors.toSet());
  }

  private Map<String, Measurement<Backlog>> readNow() throws BrokerException, InterruptedException {
    try {
      return new Reading(client()).read();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private Admin client() {
    if (admin == null) {
      admin = Admin.create(KafkaSettings.of(connection));
    }
    return admin;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  /** One reading of all groups. */
  private final class Reading {
    private final Admin client;
    private final long deadline = System.nanoTime() + TIMEOUT.toNanos();
    private final Map<String, Measurement<Backlog>> backlogs = new HashMap<>();

    Reading(Admin client) {
      this.client = client;
    }

    Map<String, Measurement<Backlog>> read() throws BrokerException, InterruptedException {
      List<String> ids = groups.stream().map(ConsumerGroup::group).distinct().toList();
      DescribeTopicsResult topics = client.describeTopics(topics());
      DescribeConsumerGroupsResult described = client.describeConsumerGroups(ids);
      ListConsumerGroupOffsetsResult offsets =
          client.listConsumerGroupOffsets(
              ids.stream()
                  .collect(Collectors.toMap(id -> id, _ -> new ListConsumerGroupOffsetsSpec())));
      Map<ConsumerGroup, TopicDescription> present = new HashMap<>();
      Map<ConsumerGroup, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
      for (ConsumerGroup group : groups) {
        try {
          present.put(group, await(topics.topicNameValues().get(group.topic())));
          committed.put(group, await(offsets.partitionsToOffsetAndMetadata(group.group())));
        } catch (ExecutionException e) {
          backlogs.put(group.topic(), Measurement.unknown(reasonOfOne(group, e)));
          present.remove(group);
        }
      }
      if (!present.isEmpty()) {
        readLogs(present, committed, described.describedGroups());
      }
      return backlogs;
    }

    private void updateMembers(
        String group, @Nullable KafkaFuture<ConsumerGroupDescription> described)
        throws BrokerException, ExecutionException, InterruptedException {
      GroupMembers known = members.computeIfAbsent(group, _ -> new GroupMembers());
      try {
        known.update(await(described).members());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof GroupIdNotFoundException)) {
          throw e;
        }
        known.update(List.of());
      }
    }

    /** Asks for the ends last: a committed offset must not seem to lie beyond the end. */
    private void readLogs(
        Map<ConsumerGroup, TopicDescription> present,
        Map<ConsumerGroup, Map<TopicPartition, OffsetAndMetadata>> committed,
        Map<String, KafkaFuture<ConsumerGroupDescription>> described)
        throws BrokerException, InterruptedException {
      List<TopicPartition> partitions =
          present.values().stream()
              .flatMap(topic -> TopicBacklog.partitions(topic).stream())
              .toList();
      ListOffsetsResult starts = list(partitions, OffsetSpec.earliest());
      ListOffsetsResult ends = list(partitions, OffsetSpec.latest());
      try {
        Map<TopicPartition, ListOffsetsResultInfo> start = await(starts.all());
        Map<TopicPartition, ListOffsetsResultInfo> end = await(ends.all());
        Instant now = clock.instant();
        for (ConsumerGroup group : present.keySet()) {
          updateMembers(group.group(), described.get(group.group()));
        }
        present.forEach(
            (group, topic) ->
                backlogs.put(
                    group.topic(),
                    Measurement.known(
                        TopicBacklog.of(
                            topic,
                            TopicBacklog.listed(start),
                            TopicBacklog.listed(end),
                            TopicBacklog.committed(committed.getOrDefault(group, Map.of())),
                            members.getOrDefault(group.group(), new GroupMembers())),
                        now)));
      } catch (ExecutionException e) {
        throw failure(cause(e));
      }
    }

    private ListOffsetsResult list(List<TopicPartition> partitions, OffsetSpec spec) {
      return client.listOffsets(
          partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec)),
          new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }

    private <T> T await(@Nullable KafkaFuture<T> future)
        throws BrokerException, ExecutionException, InterruptedException {
      try {
        return Objects.requireNonNull(future)
            .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        throw failure(e);
      }
    }
  }

  /** Returns why one topic cannot be read while others may be, or throws if it holds for all. */
  private String reasonOfOne(ConsumerGroup group, ExecutionException failure)
      throws BrokerException {
    String user = connection.login().username();
    return switch (cause(failure)) {
      case UnknownTopicOrPartitionException _ ->
          "Kafka has no topic %s, or user %s may not describe it".formatted(group.topic(), user);
      case TopicAuthorizationException _ ->
          "user %s may not describe topic %s in Kafka: it needs the right DESCRIBE"
              .formatted(user, group.topic());
      case GroupAuthorizationException _ ->
          "user %s may not describe group %s in Kafka: it needs the right DESCRIBE"
              .formatted(user, group.group());
      case Throwable cause -> throw failure(cause);
    };
  }

  private BrokerException failure(Throwable cause) {
    String kafka = "Kafka at " + connection.bootstrapServers();
    return new BrokerException(
        switch (cause) {
          case SslAuthenticationException _ ->
              kafka + " has a certificate that is not trusted: correct the CA certificates";
          case SaslAuthenticationException _ ->
              kafka
                  + " refused the login of user "
                  + connection.login().username()
                  + ": the Secret and the broker differ until declare has run again";
          case java.util.concurrent.TimeoutException _, TimeoutException _ ->
              kafka + " did not answer within " + TIMEOUT.toSeconds() + " s";
          default -> kafka + " cannot be read: " + BrokerException.innermost(cause);
        },
        cause);
  }

  private static Throwable cause(ExecutionException failure) {
    return Objects.requireNonNullElse(failure.getCause(), failure);
  }
}
