package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The simulated provider's books, the table {@code simulated_payment}: one entry per payment and
 * kind, which never changes.
 */
@Repository
class SimulatedBooks {
  private final JdbcClient database;
  private final Clock clock;

  SimulatedBooks(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What was entered. */
  enum Kind {
    CHARGE,
    REFUND
  }

  /** How it ended. */
  enum Status {
    SUCCEEDED,
    DECLINED,
    /** Never charged, and never to be. */
    VOID
  }

  /** An entry. */
  record Entry(Status status, Money amount, @Nullable String reason, @Nullable String reference) {}

  Optional<Entry> find(UUID paymentId, Kind kind) {
    return database
        .sql(
            """
            select status, amount, currency, reason, reference from simulated_payment
            where payment_id = ? and kind = ?
            """)
        .params(paymentId, kind.name())
        .query(SimulatedBooks::entry)
        .optional();
  }

  /** Makes an entry unless there is one; returns the one that there is. */
  Entry enter(UUID paymentId, Kind kind, Status status, Money amount, @Nullable String reason) {
    database
        .sql(
            """
            insert into simulated_payment (payment_id, kind, status, amount, currency, reason, reference, created_at)
            values (:payment, :kind, :status, :amount, :currency, :reason,
              case :status when 'SUCCEEDED' then 'sim-' || to_char(nextval('simulated_reference'), 'FM000000000') end, :now)
            on conflict do nothing
            """)
        .param("payment", paymentId)
        .param("kind", kind.name())
        .param("status", status.name())
        .param("amount", amount.amount())
        .param("currency", amount.currency().getCurrencyCode())
        .param("reason", reason)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return find(paymentId, kind).orElseThrow();
  }

  private static Entry entry(ResultSet row, int ignored) throws SQLException {
    return new Entry(
        Status.valueOf(row.getString("status")),
        Money.of(row.getLong("amount"), row.getString("currency")),
        row.getString("reason"),
        row.getString("reference"));
  }
}
