package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.message.MalformedMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A membership in the consumer group of the issuers. Kafka assigns the partitions; the lease in the
 * database decides who may decide a partition and from which offset, and is taken before anything
 * is read. After every failure the lease is dropped and taken again, so there is one way to start.
 * Not thread-safe.
 */
final class IssuerSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IssuerSession.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

  /** The time until the next attempt on a partition that people have to repair. */
  private static final Duration REFUSED_RETRY_DELAY = Duration.ofSeconds(15);

  private final Consumer<String, byte[]> consumer;
  private final IssuerDependencies dependencies;
  private final TopicReplacementCheck topicCheck;
  private final OffsetCommits commits;
  private final Map<TopicPartition, PartitionLease> leases = new HashMap<>();

  /**
   * The assigned partitions without a lease, and the {@link System#nanoTime} of the next attempt.
   */
  private final Map<TopicPartition, Long> nextAttempts = new HashMap<>();

  IssuerSession(Consumer<String, byte[]> consumer, IssuerDependencies dependencies) {
    this.consumer = consumer;
    this.dependencies = dependencies;
    this.topicCheck = new TopicReplacementCheck(dependencies);
    this.commits = new OffsetCommits(consumer);
    consumer.subscribe(List.of(ClaimTopic.NAME), this);
  }

  /**
   * Takes the leases that are due, repeats failed commits, polls once and decides what was
   * received.
   */
  void pollAndDecide() {
    if (topicCheck.isTopicReplaced(leases.values())) {
      List.copyOf(leases.keySet()).forEach(partition -> dropLease(partition, Duration.ZERO));
    }
    takeDueLeases();
    commits.repeatFailed(leases);
    ConsumerRecords<String, byte[]> records = poll();
    for (TopicPartition partition : records.partitions()) {
      PartitionLease lease = leases.get(partition);
      if (lease != null) {
        checkAndDecide(partition, lease, records.records(partition));
      }
    }
  }

  private ConsumerRecords<String, byte[]> poll() {
    try {
      return consumer.poll(POLL_TIMEOUT);
    } catch (InvalidOffsetException e) {
      e.partitions()
          .forEach(partition -> refuse(partition, "the topic does not have its next offset"));
      return ConsumerRecords.empty();
    }
  }

  private void takeDueLeases() {
    long now = System.nanoTime();
    for (TopicPartition partition : List.copyOf(nextAttempts.keySet())) {
      if (nextAttempts.getOrDefault(partition, Long.MAX_VALUE) - now <= 0) {
        try {
          takeLease(partition);
        } catch (RuntimeException e) {
          stop(partition, "cannot be taken over: " + e.getMessage(), retryDelay());
        }
      }
    }
  }

  private void takeLease(TopicPartition partition) {
    Set<TopicPartition> one = Set.of(partition);
    ClaimPartition claimPartition = topicCheck.currentPartition(partition.partition());
    long firstOffset = consumer.beginningOffsets(one, REQUEST_TIMEOUT).getOrDefault(partition, 0L);
    PartitionLease lease =
        dependencies.leases().takeOver(claimPartition, firstOffset, topicCheck.owner());
    // Read after the take-over: until then the last owner may decide records appended just now.
    long endOffset = consumer.endOffsets(one, REQUEST_TIMEOUT).getOrDefault(partition, 0L);
    if (lease.nextOffset() < firstOffset || lease.nextOffset() > endOffset) {
      refuse(
          partition,
          "claims are decided up to offset %d, but the topic has %d to %d: claims were lost"
              .formatted(lease.nextOffset(), firstOffset, endOffset));
      return;
    }
    nextAttempts.remove(partition);
    leases.put(partition, lease);
    LastRecord last = lease.last();
    // The last decided record is read again, to check that it is still the same.
    consumer.seek(
        partition,
        last == null || last.offset() < firstOffset ? lease.nextOffset() : last.offset());
    consumer.resume(one);
    commits.commit(partition, lease.nextOffset());
    dependencies.monitor().leaseTaken(lease);
    log.info(
        "Deciding partition {} of topic {} from offset {} on, in epoch {}",
        partition.partition(),
        claimPartition.topicId(),
        lease.nextOffset(),
        lease.epoch());
  }

  private void checkAndDecide(
      TopicPartition partition,
      PartitionLease lease,
      List<ConsumerRecord<String, byte[]>> records) {
    ConsumerRecord<String, byte[]> first = records.getFirst();
    boolean decidedBefore = first.offset() < lease.nextOffset();
    if (decidedBefore && !LastRecord.of(first).equals(lease.last())) {
      refuse(
          partition,
          "the record at the decided offset %d is another one: the topic lost its end and got new claims"
              .formatted(first.offset()));
      return;
    }
    List<ConsumerRecord<String, byte[]>> undecided =
        decidedBefore ? records.subList(1, records.size()) : records;
    if (!undecided.isEmpty()) {
      decide(partition, lease, undecided);
    }
  }

  private void decide(
      TopicPartition partition,
      PartitionLease lease,
      List<ConsumerRecord<String, byte[]>> records) {
    dependencies.monitor().batchReceived(partition.partition(), records.getFirst().timestamp());
    LastRecord last = LastRecord.of(records.getLast());
    long nextOffset = last.offset() + 1;
    try {
      List<QueueRecord> parsed = parse(records);
      Issuer.BatchResult result =
          dependencies
              .monitor()
              .timeBatch(
                  () ->
                      dependencies
                          .issuer()
                          .decide(
                              lease,
                              parsed,
                              nextOffset,
                              last,
                              foreign -> deadLetter(foreign, records)));
      leases.put(partition, result.lease());
      dependencies.monitor().batchDecided(result);
      commits.commit(partition, nextOffset);
    } catch (FencedException e) {
      dependencies.monitor().batchFenced();
      // If Kafka still assigns the partition to this session, it is taken again after a rebalance
      // had time to happen.
      stop(partition, "is decided by another instance", retryDelay().multipliedBy(2));
    } catch (RuntimeException e) {
      stop(partition, "stands still: " + e.getMessage(), retryDelay());
    }
  }

  private List<QueueRecord> parse(List<ConsumerRecord<String, byte[]>> records) {
    List<QueueRecord> parsed = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        parsed.add(dependencies.reader().read(record));
      } catch (MalformedMessageException e) {
        deadLetter(record, String.valueOf(e.getMessage()));
      }
    }
    return parsed;
  }

  private void deadLetter(
      List<? extends QueueRecord> foreign, List<ConsumerRecord<String, byte[]>> records) {
    Set<Long> offsets = new HashSet<>();
    foreign.forEach(record -> offsets.add(record.offset()));
    records.stream()
        .filter(record -> offsets.contains(record.offset()))
        .forEach(record -> deadLetter(record, "its campaign does not belong to this partition"));
  }

  private void deadLetter(ConsumerRecord<String, byte[]> record, String reason) {
    dependencies.deadLetters().publish(record, reason);
    dependencies.monitor().recordDeadLettered();
  }

  private void refuse(TopicPartition partition, String reason) {
    stop(
        partition,
        "is not decided any more: "
            + reason
            + ". See 'When the issuer stops deciding a partition' in services/event/README.md",
        REFUSED_RETRY_DELAY);
  }

  private void stop(TopicPartition partition, String reason, Duration delay) {
    log.error(
        "Partition {} {}. Next attempt in {} s.", partition.partition(), reason, delay.toSeconds());
    dependencies.monitor().partitionStopped(partition.partition(), reason);
    dropLease(partition, delay);
  }

  /**
   * Drops the lease of a partition and pauses it.
   *
   * @param partition the partition
   * @param delay the time until the lease is taken again
   */
  private void dropLease(TopicPartition partition, Duration delay) {
    leases.remove(partition);
    nextAttempts.put(partition, System.nanoTime() + delay.toNanos());
    consumer.pause(Set.of(partition));
  }

  private Duration retryDelay() {
    return dependencies.settings().issuer().retryPause();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      // Any offset will do: the partition is paused until its lease is taken.
      consumer.seek(partition, 0);
      dropLease(partition, Duration.ZERO);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commits.commitAndWait(partitions, leases);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      leases.remove(partition);
      nextAttempts.remove(partition);
      dependencies.monitor().partitionUnassigned(partition.partition());
    }
  }

  /** Leaves the consumer group, so that other instances take the partitions over at once. */
  @Override
  public void close() {
    consumer.close();
  }
}
