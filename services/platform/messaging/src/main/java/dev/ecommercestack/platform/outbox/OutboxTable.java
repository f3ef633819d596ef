package dev.ecommercestack.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code outbox} and {@code outbox_lease}. Queries of {@code outbox} have the broker as
 * a literal: a prepared plan for any broker would read all messages of the other one.
 */
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
  record Backlog(long messages, double oldestAge, long refused) {
    static final Backlog EMPTY = new Backlog(0, 0, 0);
  }

  /**
   * Takes the lease of a broker if there are messages for it and no other holder has the lease. It
   * is not waited for on the disk: a crash of the database that loses it repeats messages only.
   *
   * @param holder of the lease; keeps it if it has it already
   * @param duration after which others may take it
   * @return whether the holder has it now
   */
  boolean lease(Transport.Kind transport, UUID holder, Duration duration) {
    return jdbc.sql(
                """
                update outbox_lease
                set holder = :holder, expires_at = now() + make_interval(secs => :seconds)
                where transport = :transport and (holder = :holder or expires_at < now())
                  and exists (select 1 from outbox where transport = '%s')
                  and set_config('synchronous_commit', 'off', true) = 'off'
                """
                    .formatted(transport))
            .param("holder", holder)
            .param("seconds", duration.toMillis() / 1000.0)
            .param("transport", transport.name())
            .update()
        == 1;
  }

  /** Gives a lease back, if the holder still has it. */
  void release(Transport.Kind transport, UUID holder) {
    jdbc.sql(
            """
            update outbox_lease set holder = null, expires_at = '-infinity'
            where transport = :transport and holder = :holder
            """)
        .param("transport", transport.name())
        .param("holder", holder)
        .update();
  }

  /**
   * Returns the oldest messages that may be sent now: none behind a refused one of its order key.
   */
  List<OutboxMessage> due(Transport.Kind transport, int limit) {
    return jdbc.sql(
            """
            select id, destination, routing_key, order_key, message_id, payload, traceparent,
                   attempts
            from outbox o
            where transport = '%s'
              and not exists (
                select 1 from outbox earlier
                where earlier.order_key = o.order_key and earlier.destination = o.destination
                  and earlier.id <= o.id and earlier.retry_at > now())
            order by id limit :limit
            """
                .formatted(transport))
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

  /** Returns what waits for each broker that something waits for. */
  Map<Transport.Kind, Backlog> backlog() {
    Map<Transport.Kind, Backlog> backlog = new EnumMap<>(Transport.Kind.class);
    jdbc.sql(
            """
            select transport, count(*) as messages,
              extract(epoch from now() - min(created_at)) as age,
              count(*) filter (where attempts > 0) as refused
            from outbox group by transport
            """)
        .query(
            row -> {
              backlog.put(
                  Transport.Kind.valueOf(row.getString("transport")),
                  new Backlog(
                      row.getLong("messages"), row.getDouble("age"), row.getLong("refused")));
            });
    return backlog;
  }

  private static OutboxMessage message(ResultSet row, int number) throws SQLException {
    return new OutboxMessage(
        row.getLong("id"),
        row.getString("destination"),
        row.getString("routing_key"),
        row.getString("order_key"),
        row.getObject("message_id", UUID.class),
        row.getString("payload"),
        row.getString("traceparent"),
        row.getInt("attempts"));
  }
}
