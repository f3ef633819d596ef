package dev.ecommercestack.event.queue;

import dev.ecommercestack.platform.cache.CoalescedRead;
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
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The topic that claims wait in, as the broker knows it. */
@Component
public class ClaimTopic {
  /** Its name. */
  public static final String NAME = "coupon.claims.v1";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Object> properties;
  private @Nullable Admin admin;
  private final CoalescedRead<Identity> identity = new CoalescedRead<>(this::describe);
  private final Map<Integer, CoalescedRead<Long>> ends = new ConcurrentHashMap<>();

  /**
   * Which topic it is.
   *
   * @param id differs when it was deleted and made again
   * @param partitions how many queues it has
   */
  public record Identity(String id, int partitions) {}

  ClaimTopic(ConsumerFactory<String, byte[]> factory) {
    this.properties = new HashMap<>(factory.getConfigurationProperties());
    properties.keySet().retainAll(AdminClientConfig.configNames());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "event-claims-admin");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
  }

  /**
   * Returns which topic it was at most so long ago.
   *
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public Identity identity(Duration age) {
    return identity.within(age);
  }

  /**
   * Returns which topic it is now.
   *
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public Identity identity() {
    return identity.now();
  }

  /**
   * Returns the place that the next claim of a queue gets, as of now or later.
   *
   * @throws ProblemException 503 {@code queue_unavailable}
   */
  public long end(int partition) {
    return ends.computeIfAbsent(partition, p -> new CoalescedRead<>(() -> readEnd(p))).now();
  }

  private Identity describe() {
    TopicDescription description =
        await(admin().describeTopics(List.of(NAME)).allTopicNames()).get(NAME);
    if (description == null) {
      throw unavailable(null);
    }
    return new Identity(description.topicId().toString(), description.partitions().size());
  }

  private long readEnd(int partition) {
    TopicPartition queue = new TopicPartition(NAME, partition);
    return await(admin().listOffsets(Map.of(queue, OffsetSpec.latest())).partitionResult(queue))
        .offset();
  }

  /** Made when it is needed first: while the broker has no address yet, it cannot be made. */
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

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the broker", e);
    }
  }

  private static ProblemException unavailable(@Nullable Exception cause) {
    ProblemException problem =
        new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "queue_unavailable",
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
