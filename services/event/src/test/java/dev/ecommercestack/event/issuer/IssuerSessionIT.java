package dev.ecommercestack.event.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.claim.ClaimIds;
import dev.ecommercestack.event.claim.ClaimRequested;
import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** A session on a real database, with a log that can do what a broker does only after a crash. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerSessionIT {
  private ServiceInstance instance;
  private IssuerDependencies dependencies;
  private JdbcTemplate jdbc;
  private TopicPartition partition;
  private UUID campaign;

  @BeforeAll
  void start() {
    instance = TestEnvironment.shared().start("event.issuer.enabled=false");
    dependencies = instance.bean(IssuerDependencies.class);
    jdbc = instance.bean(JdbcTemplate.class);
  }

  @AfterAll
  void stop() {
    instance.close();
  }

  @BeforeEach
  void open() {
    // No partition of the real topic.
    partition =
        new TopicPartition(ClaimTopic.NAME, ThreadLocalRandom.current().nextInt(1_000, 1 << 30));
    campaign = UUID.fromString(instance.campaign(100));
    jdbc.update(
        "update campaign set queue_partition = ? where id = ?", partition.partition(), campaign);
  }

  @AfterEach
  void end() {
    jdbc.update("update campaign set ends_at = now() where id = ?", campaign);
  }

  private ConsumerRecord<String, byte[]> claim(long offset) {
    Envelopes envelopes = instance.bean(Envelopes.class);
    UUID user = Uuid7.next();
    Instant now = Instant.now();
    byte[] body =
        envelopes.write(
            envelopes.wrap(
                Message.of(
                    ClaimRequested.TYPE,
                    campaign,
                    new ClaimRequested(ClaimIds.of(campaign, user), campaign, user, now))));
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        now.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        body.length,
        campaign.toString(),
        body,
        new RecordHeaders(),
        Optional.empty());
  }

  private List<ConsumerRecord<String, byte[]>> claims(long from, long to) {
    return LongStream.range(from, to).mapToObj(this::claim).toList();
  }

  /** A consumer of a log. */
  private MockConsumer<String, byte[]> log(List<ConsumerRecord<String, byte[]>> records) {
    return filled(new MockConsumer<>("none"), records);
  }

  private MockConsumer<String, byte[]> filled(
      MockConsumer<String, byte[]> log, List<ConsumerRecord<String, byte[]>> records) {
    log.schedulePollTask(
        () -> {
          log.rebalance(List.of(partition));
          records.forEach(log::addRecord);
        });
    log.updateBeginningOffsets(Map.of(partition, 0L));
    log.updateEndOffsets(Map.of(partition, (long) records.size()));
    return log;
  }

  /** Assigned in the first round, taken over in the second, and read then. */
  private void rounds(MockConsumer<String, byte[]> log) {
    try (IssuerSession session = new IssuerSession(log, dependencies)) {
      for (int i = 0; i < 4; i++) {
        session.pollAndDecide();
      }
    }
  }

  private List<Long> winners() {
    return jdbc.query(
        "select queue_offset from coupon where campaign_id = ? order by position",
        (row, n) -> row.getLong(1),
        campaign);
  }

  @Test
  void decidesRecordsReadAgainAfterTakeOverOnce() {
    List<ConsumerRecord<String, byte[]>> claims = claims(0, 10);
    rounds(log(claims.subList(0, 6)));
    assertThat(winners()).hasSize(6);
    rounds(log(claims.subList(0, 6)));
    rounds(log(claims));
    assertThat(winners()).isEqualTo(LongStream.range(0, 10).boxed().toList());
    assertThat(dependencies.monitor().health().getDetails()).doesNotContainKey("stopped");
  }

  @Test
  void commitsToKafkaAgainWhenLastCommitFailed() {
    AtomicBoolean failing = new AtomicBoolean(true);
    MockConsumer<String, byte[]> log =
        filled(
            new MockConsumer<>("none") {
              @Override
              public synchronized void commitAsync(
                  Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
                if (failing.get()) {
                  callback.onComplete(
                      offsets, new RetriableCommitFailedException("no coordinator"));
                } else {
                  super.commitAsync(offsets, callback);
                }
              }
            },
            claims(0, 6));
    try (IssuerSession session = new IssuerSession(log, dependencies)) {
      for (int i = 0; i < 4; i++) {
        session.pollAndDecide();
      }
      assertThat(winners()).hasSize(6);
      assertThat(log.committed(Set.of(partition)).get(partition)).isNull();
      failing.set(false);
      session.pollAndDecide();
      assertThat(log.committed(Set.of(partition)).get(partition))
          .isEqualTo(new OffsetAndMetadata(6));
    }
  }

  @Test
  void stopsPartitionWhoseLogLostItsEnd() {
    List<ConsumerRecord<String, byte[]>> before = claims(0, 10);
    rounds(log(before));
    // Power failed: three claims were never on the disk, and others have their offsets.
    List<ConsumerRecord<String, byte[]>> after = new ArrayList<>(before.subList(0, 7));
    after.addAll(claims(7, 14));
    MockConsumer<String, byte[]> log = log(after);
    try (IssuerSession session = new IssuerSession(log, dependencies)) {
      for (int i = 0; i < 4; i++) {
        session.pollAndDecide();
      }
      assertThat(dependencies.monitor().health().getDetails().toString())
          .contains(partition.partition() + "=is not decided any more");
    }
    assertThat(winners()).as("nothing is decided behind a gap").hasSize(10);

    // As the README says: to decide all of it again gives nobody a second coupon.
    jdbc.update(
        "update claim_queue set next_offset = 0 where queue_partition = ?", partition.partition());
    rounds(log(after));
    assertThat(winners()).hasSize(17).endsWith(7L, 8L, 9L, 10L, 11L, 12L, 13L);
  }

  @Test
  void acceptsRecordsDecidedByLastOwnerDuringTakeOver() {
    List<ConsumerRecord<String, byte[]>> claims = claims(0, 10);
    rounds(log(claims.subList(0, 4)));
    ClaimPartition claimPartition =
        new ClaimPartition(dependencies.topic().identity().id(), partition.partition());
    MockConsumer<String, byte[]> log =
        new MockConsumer<>("none") {
          /** The broker answers; before the asker goes on, the others are appended and decided. */
          @Override
          public synchronized Map<TopicPartition, Long> endOffsets(
              Collection<TopicPartition> partitions, Duration timeout) {
            Map<TopicPartition, Long> answer = super.endOffsets(partitions, timeout);
            jdbc.update(
                """
                update claim_queue set next_offset = 10, last_place = null
                where topic_id = ? and queue_partition = ? and epoch = 1
                """,
                claimPartition.topicId(),
                claimPartition.number());
            return answer;
          }
        };
    filled(log, claims).updateEndOffsets(Map.of(partition, 4L));
    rounds(log);
    assertThat(dependencies.monitor().health().getDetails()).doesNotContainKey("stopped");
    assertThat(winners()).hasSize(10);
  }
}
