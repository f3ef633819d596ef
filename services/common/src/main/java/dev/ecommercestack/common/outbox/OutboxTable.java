package dev.ecommercestack.common.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code outbox} and {@code outbox_bucket}. */
final class OutboxTable {
  private static final int MAX_ERROR_LENGTH = 500;
  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What waits.
   *
   * @param messages how many
   * @param oldestAge how long the oldest one has waited, in seconds
   * @param refused how many the broker has refused at least once
   */
  record Backlog(long messages, double oldestAge, long refused) {}

  /** Takes the buckets that nobody else is sending from, until the end of the transaction. */
  List<Integer> lockFreeBuckets() {
    return jdbc.sql(
            """
            select bucket from outbox_bucket b
            where exists (select 1 from outbox o where o.bucket = b.bucket)
            order by bucket for update skip locked
            """)
        .query((row, n) -> row.getInt("bucket"))
        .list();
  }

  /**
   * Returns the oldest messages that may be sent now: none behind a refused one of its order key.
   */
  List<OutboxMessage> due(
      Collection<Integer> buckets, Collection<Transport.Kind> transports, int limit) {
    return jdbc.sql(
            """
            select id, transport, destination, routing_key, order_key, message_id, payload,
                   traceparent, attempts
            from outbox o
            where bucket in (:buckets) and transport in (:transports)
              and not exists (
                select 1 from outbox earlier
                where earlier.order_key = o.order_key and earlier.destination = o.destination
                  and earlier.id <= o.id and earlier.retry_at > now())
            order by id limit :limit
            """)
        .param("buckets", buckets)
        .param("transports", transports.stream().map(Enum::name).toList())
        .param("limit", limit)
        .query(OutboxTable::message)
        .list();
  }

  /** Forgets messages that the broker has. */
  void delete(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql("delete from outbox where id = any(?)").param(ids.toArray(Long[]::new)).update();
    }
  }

  /** Lets a refused message, and those behind it, wait. */
  void postpone(long id, Duration pause, String reason) {
    jdbc.sql(
            """
            update outbox set attempts = attempts + 1, last_error = :reason,
              retry_at = now() + make_interval(secs => :seconds) where id = :id
            """)
        .param("reason", reason.substring(0, Math.min(reason.length(), MAX_ERROR_LENGTH)))
        .param("seconds", pause.toMillis() / 1000.0)
        .param("id", id)
        .update();
  }

  /** Returns what waits. */
  Backlog backlog() {
    return jdbc.sql(
            """
            select count(*) as messages,
              coalesce(extract(epoch from now() - min(created_at)), 0) as age,
              count(*) filter (where attempts > 0) as refused from outbox
            """)
        .query(
            (row, n) ->
                new Backlog(row.getLong("messages"), row.getDouble("age"), row.getLong("refused")))
        .single();
  }

  private static OutboxMessage message(ResultSet row, int number) throws SQLException {
    return new OutboxMessage(
        row.getLong("id"),
        Transport.Kind.valueOf(row.getString("transport")),
        row.getString("destination"),
        row.getString("routing_key"),
        row.getString("order_key"),
        row.getObject("message_id", UUID.class),
        row.getString("payload"),
        row.getString("traceparent"),
        row.getInt("attempts"));
  }
}
