package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.queue.ClaimPartition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code claim_queue}: the lease of each partition and how far it is decided. */
@Component
class PartitionLeaseRepository {
  private final JdbcClient jdbc;
  private final Clock clock;

  PartitionLeaseRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Takes the lease of a partition. From then on no other instance can decide the partition.
   *
   * @param partition the partition
   * @param firstOffset the first offset of the partition; used if nothing was decided yet
   * @param owner the name of this process, for the people who read the table
   */
  @Transactional
  public PartitionLease takeOver(ClaimPartition partition, long firstOffset, String owner) {
    return jdbc.sql(
            """
            insert into claim_queue
              (topic_id, queue_partition, next_offset, epoch, control_epoch, owner, taken_at)
            values (:topic, :partition, :first, 1, 1, :owner, :now)
            on conflict (topic_id, queue_partition) do update
              set epoch = claim_queue.epoch + 1, control_epoch = claim_queue.epoch + 1,
                owner = excluded.owner, taken_at = excluded.taken_at
            returning epoch, next_offset, last_place, last_record
            """)
        .param("topic", partition.topicId())
        .param("partition", partition.number())
        .param("first", firstOffset)
        .param("owner", owner)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> lease(partition, row))
        .single();
  }

  private static PartitionLease lease(ClaimPartition partition, ResultSet row) throws SQLException {
    long nextOffset = row.getLong("next_offset");
    UUID digest = row.getObject("last_record", UUID.class);
    // An instance of an older version moves next_offset without writing these columns.
    boolean known = digest != null && row.getLong("last_place") == nextOffset - 1;
    return new PartitionLease(
        partition,
        row.getLong("epoch"),
        nextOffset,
        known ? new LastRecord(nextOffset - 1, digest) : null);
  }

  /**
   * Moves the next offset of a partition and locks its row until the end of the transaction.
   *
   * @param lease the lease of this instance
   * @param nextOffset the new next offset
   * @param last the record before the new next offset; null if unknown
   * @return the lease with the new next offset
   * @throws FencedException if another instance has taken the lease
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public PartitionLease advance(PartitionLease lease, long nextOffset, @Nullable LastRecord last) {
    int rows =
        jdbc.sql(
                """
                update claim_queue
                set next_offset = :next, last_place = :place, last_record = :digest
                where topic_id = :topic and queue_partition = :partition
                  and epoch = :epoch and next_offset = :expected
                """)
            .param("next", nextOffset)
            .param("place", last == null ? null : last.offset(), Types.BIGINT)
            .param("digest", last == null ? null : last.digest(), Types.OTHER)
            .param("topic", lease.partition().topicId())
            .param("partition", lease.partition().number())
            .param("epoch", lease.epoch())
            .param("expected", lease.nextOffset())
            .update();
    if (rows != 1) {
      throw new FencedException(lease);
    }
    return lease.advancedTo(nextOffset, last);
  }

  /**
   * Returns the ids of running campaigns whose claims wait in another topic.
   *
   * @param topicId Kafka's id of the present topic
   */
  @Transactional(readOnly = true)
  public List<UUID> orphanedCampaigns(String topicId) {
    return jdbc.sql(
            """
            select id from campaign
            where topic_id <> :topic and ends_at > :now and sold_out_offset is null
              and state <> 'ENDED' order by id
            """)
        .param("topic", topicId)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }
}
