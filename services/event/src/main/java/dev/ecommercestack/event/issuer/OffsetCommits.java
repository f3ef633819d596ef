package dev.ecommercestack.event.issuer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of decided records to Kafka, only to make the lag visible: the offset in the
 * database is what counts. Not thread-safe.
 */
final class OffsetCommits {
  private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

  private final Consumer<String, byte[]> consumer;

  /** The partitions whose last commit failed. */
  private final Set<TopicPartition> failed = new HashSet<>();

  OffsetCommits(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Starts to commit the next offset of a partition. */
  void commit(TopicPartition partition, long nextOffset) {
    consumer.commitAsync(
        Map.of(partition, new OffsetAndMetadata(nextOffset)),
        (offsets, failure) -> {
          if (failure != null) {
            log.debug("Offset {} was not committed: {}", nextOffset, failure.getMessage());
            failed.add(partition);
          }
        });
  }

  /**
   * Starts to commit the offsets again whose commit failed: a partition without new claims would
   * show a lag for ever.
   *
   * @param leases the leases of the partitions that this instance still decides
   */
  void repeatFailed(Map<TopicPartition, PartitionLease> leases) {
    for (TopicPartition partition : List.copyOf(failed)) {
      failed.remove(partition);
      PartitionLease lease = leases.get(partition);
      if (lease != null) {
        commit(partition, lease.nextOffset());
      }
    }
  }

  /**
   * Commits the offsets of partitions and waits for it.
   *
   * @param partitions the partitions, of which those without a lease are left out
   * @param leases the leases of the partitions that this instance still decides
   */
  void commitAndWait(
      Collection<TopicPartition> partitions, Map<TopicPartition, PartitionLease> leases) {
    Map<TopicPartition, OffsetAndMetadata> decided = new HashMap<>();
    for (TopicPartition partition : partitions) {
      PartitionLease lease = leases.get(partition);
      if (lease != null) {
        decided.put(partition, new OffsetAndMetadata(lease.nextOffset()));
      }
    }
    if (!decided.isEmpty()) {
      try {
        consumer.commitSync(decided, REQUEST_TIMEOUT);
      } catch (KafkaException e) {
        log.debug(
            "Offsets were not committed before the partitions were revoked: {}", e.getMessage());
      }
    }
  }
}
