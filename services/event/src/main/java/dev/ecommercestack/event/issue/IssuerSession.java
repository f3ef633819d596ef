package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.EventSettings;
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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A membership in the group of issuers. The group says who should decide a queue; the database says
 * who may and from where: before a queue is read it is taken over there. After every failure a
 * queue is put down and taken over anew, so there is one way to begin. Not for more than one
 * thread.
 */
final class IssuerSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IssuerSession.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT = Duration.ofSeconds(3);
  private static final Duration REFUSED = Duration.ofSeconds(15);

  private final Consumer<String, byte[]> consumer;
  private final Tools tools;
  private final TopicGuard guard;
  private final Map<TopicPartition, Tenure> tenures = new HashMap<>();

  /** Queues to be taken over, and when (nanoseconds). */
  private final Map<TopicPartition, Long> waiting = new HashMap<>();

  /**
   * What a session works with.
   *
   * @param queues who may decide
   * @param issuer decides
   * @param records reads claims
   * @param dead takes what nobody can decide
   * @param topic the topic
   * @param state tells others
   * @param settings how
   */
  @Component
  record Tools(
      QueueTable queues,
      Issuer issuer,
      ClaimRecords records,
      DeadClaims dead,
      ClaimTopic topic,
      IssuerState state,
      EventSettings settings) {}

  IssuerSession(Consumer<String, byte[]> consumer, Tools tools) {
    this.consumer = consumer;
    this.tools = tools;
    this.guard = new TopicGuard(tools);
    consumer.subscribe(List.of(ClaimTopic.NAME), this);
  }

  /** Does what there is to be done, and waits a moment if there is nothing. */
  void round() {
    if (guard.replaced(tenures.values())) {
      List.copyOf(tenures.keySet()).forEach(queue -> putDown(queue, Duration.ZERO));
    }
    takeOverWhatWaits();
    ConsumerRecords<String, byte[]> records = poll();
    for (TopicPartition queue : records.partitions()) {
      Tenure tenure = tenures.get(queue);
      if (tenure != null) {
        read(queue, tenure, records.records(queue));
      }
    }
  }

  private ConsumerRecords<String, byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (InvalidOffsetException e) {
      e.partitions().forEach(queue -> refuse(queue, "its next undecided place is not there"));
      return ConsumerRecords.empty();
    }
  }

  private void takeOverWhatWaits() {
    long now = System.nanoTime();
    for (TopicPartition queue : List.copyOf(waiting.keySet())) {
      if (waiting.getOrDefault(queue, Long.MAX_VALUE) - now <= 0) {
        try {
          takeOver(queue);
        } catch (RuntimeException e) {
          stop(queue, "cannot be taken over: " + e.getMessage(), pause());
        }
      }
    }
  }

  private void takeOver(TopicPartition queue) {
    Set<TopicPartition> one = Set.of(queue);
    var place = guard.place(queue.partition());
    long first = consumer.beginningOffsets(one, COMMIT).getOrDefault(queue, 0L);
    Tenure tenure = tools.queues.takeOver(place, first, guard.owner());
    // Asked for afterwards: until it is taken over, its last owner may decide what was just added.
    long end = consumer.endOffsets(one, COMMIT).getOrDefault(queue, 0L);
    if (tenure.next() < first || tenure.next() > end) {
      refuse(
          queue,
          "claims are decided up to %d, but the topic has those from %d to %d: claims were lost"
              .formatted(tenure.next(), first, end));
      return;
    }
    waiting.remove(queue);
    tenures.put(queue, tenure);
    Mark last = tenure.last();
    // The last decided record is read once more, to see that it is still the same.
    consumer.seek(queue, last == null || last.offset() < first ? tenure.next() : last.offset());
    consumer.resume(one);
    commit(queue, tenure.next());
    tools.state.took(tenure);
    log.info(
        "Deciding queue {} of topic {} from {} on, in epoch {}",
        queue.partition(),
        place.topicId(),
        tenure.next(),
        tenure.epoch());
  }

  private void read(
      TopicPartition queue, Tenure tenure, List<ConsumerRecord<String, byte[]>> records) {
    ConsumerRecord<String, byte[]> first = records.getFirst();
    boolean decided = first.offset() < tenure.next();
    if (decided && !Mark.of(first).equals(tenure.last())) {
      refuse(
          queue,
          "another record stands at the decided place %d: the topic lost its end and got new claims"
              .formatted(first.offset()));
      return;
    }
    List<ConsumerRecord<String, byte[]>> fresh =
        decided ? records.subList(1, records.size()) : records;
    if (!fresh.isEmpty()) {
      decide(queue, tenure, fresh);
    }
  }

  private void decide(
      TopicPartition queue, Tenure tenure, List<ConsumerRecord<String, byte[]>> records) {
    tools.state.saw(queue.partition(), records.getFirst().timestamp());
    Mark last = Mark.of(records.getLast());
    long next = last.offset() + 1;
    try {
      List<QueueRecord> read = readable(records);
      Issuer.Done done =
          tools.state.timed(
              () -> tools.issuer.decide(tenure, read, next, last, strays -> bury(strays, records)));
      tenures.put(queue, done.tenure());
      tools.state.did(done);
      commit(queue, next);
    } catch (FencedException e) {
      tools.state.lockedOut();
      // If it is still ours by the group's word we come back, after the group has been asked.
      stop(queue, "is decided by another instance", pause().multipliedBy(2));
    } catch (RuntimeException e) {
      stop(queue, "stands still: " + e.getMessage(), pause());
    }
  }

  private List<QueueRecord> readable(List<ConsumerRecord<String, byte[]>> records) {
    List<QueueRecord> read = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> message : records) {
      try {
        read.add(tools.records.read(message));
      } catch (MalformedMessageException e) {
        bury(message, String.valueOf(e.getMessage()));
      }
    }
    return read;
  }

  private void bury(
      List<? extends QueueRecord> strays, List<ConsumerRecord<String, byte[]>> records) {
    Set<Long> places = new HashSet<>();
    strays.forEach(stray -> places.add(stray.offset()));
    records.stream()
        .filter(message -> places.contains(message.offset()))
        .forEach(message -> bury(message, "its campaign does not wait in this queue"));
  }

  private void bury(ConsumerRecord<String, byte[]> message, String reason) {
    tools.dead.put(message, reason);
    tools.state.buried();
  }

  /** The database's word counts; this one lets the operator see the lag. */
  private void commit(TopicPartition queue, long next) {
    consumer.commitAsync(
        Map.of(queue, new OffsetAndMetadata(next)),
        (offsets, failure) -> {
          if (failure != null) {
            log.debug("Offset {} was not committed: {}", next, failure.getMessage());
          }
        });
  }

  private void refuse(TopicPartition queue, String why) {
    stop(
        queue,
        "is not decided any more: "
            + why
            + ". See 'When a queue is refused' in services/event/README.md",
        REFUSED);
  }

  private void stop(TopicPartition queue, String trouble, Duration pause) {
    log.error("Queue {} {}. Next attempt in {} s.", queue.partition(), trouble, pause.toSeconds());
    tools.state.stopped(queue.partition(), trouble);
    putDown(queue, pause);
  }

  private void putDown(TopicPartition queue, Duration pause) {
    tenures.remove(queue);
    waiting.put(queue, System.nanoTime() + pause.toNanos());
    consumer.pause(Set.of(queue));
  }

  private Duration pause() {
    return tools.settings.issuer().retryPause();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> queues) {
    for (TopicPartition queue : queues) {
      // Any place will do: it is not read before it was taken over.
      consumer.seek(queue, 0);
      putDown(queue, Duration.ZERO);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> queues) {
    Map<TopicPartition, OffsetAndMetadata> decided = new HashMap<>();
    for (TopicPartition queue : queues) {
      Tenure tenure = tenures.get(queue);
      if (tenure != null) {
        decided.put(queue, new OffsetAndMetadata(tenure.next()));
      }
    }
    if (!decided.isEmpty()) {
      try {
        consumer.commitSync(decided, COMMIT);
      } catch (KafkaException e) {
        log.debug("Offsets were not committed on leaving: {}", e.getMessage());
      }
    }
    onPartitionsLost(queues);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> queues) {
    for (TopicPartition queue : queues) {
      tenures.remove(queue);
      waiting.remove(queue);
      tools.state.gave(queue.partition());
    }
  }

  /** Leaves the group, so that others go on at once. */
  @Override
  public void close() {
    consumer.close();
  }
}
