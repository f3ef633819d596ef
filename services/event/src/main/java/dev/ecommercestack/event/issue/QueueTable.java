package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.queue.Place;
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

/** The table {@code claim_queue}: how far each queue is decided, and by whom. */
@Component
class QueueTable {
  private final JdbcClient jdbc;
  private final Clock clock;

  QueueTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Takes a queue over: from now on nobody else can decide it.
   *
   * @param first its first place, for a queue that nobody has decided yet
   * @param owner who takes it, for people
   */
  @Transactional
  public Tenure takeOver(Place queue, long first, String owner) {
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
        .param("topic", queue.topicId())
        .param("partition", queue.partition())
        .param("first", first)
        .param("owner", owner)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> tenure(queue, row))
        .single();
  }

  private static Tenure tenure(Place queue, ResultSet row) throws SQLException {
    long next = row.getLong("next_offset");
    UUID digest = row.getObject("last_record", UUID.class);
    // Whoever does not know the columns moves on without them.
    boolean known = digest != null && row.getLong("last_place") == next - 1;
    return new Tenure(queue, row.getLong("epoch"), next, known ? new Mark(next - 1, digest) : null);
  }

  /**
   * Moves a queue on, and locks it until the end of the transaction.
   *
   * @param last what stands before the new place
   * @throws FencedException if the tenure is over
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Tenure advance(Tenure tenure, long next, @Nullable Mark last) {
    int rows =
        jdbc.sql(
                """
                update claim_queue
                set next_offset = :next, last_place = :place, last_record = :digest
                where topic_id = :topic and queue_partition = :partition
                  and epoch = :epoch and next_offset = :expected
                """)
            .param("next", next)
            .param("place", last == null ? null : last.offset(), Types.BIGINT)
            .param("digest", last == null ? null : last.digest(), Types.OTHER)
            .param("topic", tenure.queue().topicId())
            .param("partition", tenure.queue().partition())
            .param("epoch", tenure.epoch())
            .param("expected", tenure.next())
            .update();
    if (rows != 1) {
      throw new FencedException(tenure);
    }
    return tenure.advancedTo(next, last);
  }

  /** Returns the running campaigns whose claims wait in another topic than the given one. */
  @Transactional(readOnly = true)
  public List<UUID> orphans(String topicId) {
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
