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
final class OutboxRepository {
  private static final int MAX_ERROR_LENGTH = 500;
  private final JdbcClient jdbc;

  OutboxRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The messages that wait for a broker.
   *
   * @param messages their number
   * @param oldestAge the age of the oldest one in seconds
   * @param refused the number of those that the broker has refused at least once
   */
  record Backlog(long messages, double oldestAge, long refused) {
    static final Backlog EMPTY = new Backlog(0, 0, 0);
  }

  /**
   * Takes the lease of a broker if there are messages for it and no other holder has the lease. The
   * commit does not wait for the disk: a crash of the database that loses it only repeats messages.
   *
   * @param transport the broker
   * @param holder the id of the relay that takes the lease; it keeps a lease that it has
   * @param duration the time after which another holder may take the lease
   * @return whether the holder has the lease now
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

  /** Releases a lease if the holder still has it. */
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
   * Returns the oldest messages that may be sent now: none after a postponed one of its order key.
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
        .query(OutboxRepository::message)
        .list();
  }

  /** Deletes messages that the broker has confirmed. */
  void delete(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql("delete from outbox where id = any(?)").param(ids.toArray(Long[]::new)).update();
    }
  }

  /** Postpones a refused message and all that follow it with its order key. */
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

  /** Returns the backlog of each broker that has one. */
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
