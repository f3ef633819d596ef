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
 * The simulated provider's table {@code simulated_payment}: one row per payment and kind, which
 * never changes.
 */
@Repository
class SimulatedPaymentRepository {
  private final JdbcClient jdbc;
  private final Clock clock;

  SimulatedPaymentRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The operation. */
  enum SimulatedPaymentKind {
    CHARGE,
    REFUND
  }

  /** The outcome of the operation. */
  enum PaymentStatus {
    SUCCEEDED,
    DECLINED,
    /** The charge was voided before it arrived. */
    VOID
  }

  /**
   * A row of the table.
   *
   * @param status the outcome
   * @param amount the amount of the operation
   * @param reason the code of the reason; null if it succeeded
   * @param reference the provider's reference; null unless it succeeded
   */
  record SimulatedPayment(
      PaymentStatus status, Money amount, @Nullable String reason, @Nullable String reference) {}

  Optional<SimulatedPayment> find(UUID paymentId, SimulatedPaymentKind kind) {
    return jdbc.sql(
            """
            select status, amount, currency, reason, reference from simulated_payment
            where payment_id = ? and kind = ?
            """)
        .params(paymentId, kind.name())
        .query(SimulatedPaymentRepository::payment)
        .optional();
  }

  /** Inserts a payment unless it exists; returns the stored one. */
  SimulatedPayment insertIfAbsent(
      UUID paymentId,
      SimulatedPaymentKind kind,
      PaymentStatus status,
      Money amount,
      @Nullable String reason) {
    jdbc.sql(
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

  private static SimulatedPayment payment(ResultSet row, int ignored) throws SQLException {
    return new SimulatedPayment(
        PaymentStatus.valueOf(row.getString("status")),
        Money.of(row.getLong("amount"), row.getString("currency")),
        row.getString("reason"),
        row.getString("reference"));
  }
}
