package dev.ecommercestack.event.queue;

import dev.ecommercestack.platform.cache.CoalescedRead;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The claim topic: its identity and the end offsets of its partitions, read from the broker. */
@Component
public class ClaimTopic {
  /** The name of the topic. */
  public static final String NAME = "coupon.claims.v1";

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

  private final Map<String, Object> properties;
  private @Nullable Admin admin;
  private final CoalescedRead<Identity> identity = new CoalescedRead<>(this::describe);
  private final Map<Integer, CoalescedRead<Long>> endOffsets = new ConcurrentHashMap<>();

  /**
   * The identity of the topic.
   *
   * @param id Kafka's id of the topic; it changes when the topic is deleted and recreated
   * @param partitions the number of partitions
   */
  public record Identity(String id, int partitions) {}

  ClaimTopic(ConsumerFactory<String, byte[]> factory) {
    this.properties = new HashMap<>(factory.getConfigurationProperties());
    properties.keySet().retainAll(AdminClientConfig.configNames());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "event-claims-admin");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
  }

  /**
   * Returns the identity of the topic, read at most {@code maxAge} ago.
   *
   * @param maxAge the greatest accepted age of the answer
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public Identity identity(Duration maxAge) {
    return identity.within(maxAge);
  }

  /**
   * Returns the identity of the topic as of now.
   *
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public Identity identity() {
    return identity.now();
  }

  /**
   * Returns the end offset of a partition, as of now or later: the offset of its next record.
   *
   * @param partition the number of the partition
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public long endOffset(int partition) {
    return endOffsets
        .computeIfAbsent(partition, p -> new CoalescedRead<>(() -> readEndOffset(p)))
        .now();
  }

  private Identity describe() {
    TopicDescription description =
        await(admin().describeTopics(List.of(NAME)).allTopicNames()).get(NAME);
    if (description == null) {
      throw unavailable(null);
    }
    return new Identity(description.topicId().toString(), description.partitions().size());
  }

  private long readEndOffset(int partition) {
    TopicPartition topicPartition = new TopicPartition(NAME, partition);
    return await(
            admin()
                .listOffsets(Map.of(topicPartition, OffsetSpec.latest()))
                .partitionResult(topicPartition))
        .offset();
  }

  /** Creates the client on first use: it cannot be created while the broker has no address. */
  private synchronized Admin admin() {
    if (admin == null) {
      try {
        admin = Admin.create(properties);
      } catch (KafkaException e) {
        throw unavailable(e);
      }
    }
    return admin;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker", e);
    }
  }

  private static ProblemException unavailable(@Nullable Exception cause) {
    ProblemException problem =
        new ProblemException(
            ProblemCode.QUEUE_UNAVAILABLE,
            "The queue of claims cannot be reached now. Try again in a moment.");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
