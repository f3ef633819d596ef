package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.Ending;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.PaymentState;
import dev.ecommercestack.order.lifecycle.ReservationState;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.lifecycle.SagaStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code saga}. All times are the database's, so clocks of instances may differ. */
@Component
class SagaRepository {
  private static final String COLUMNS =
      """
      s.order_id, s.step, s.status, s.stock, s.coupon, s.payment, s.with_coupon, s.free, s.ending,
      s.ending_reason, s.attempts, s.cancel_requested, s.lease_token,
      s.lease_until > now() as leased, s.deadline_at <= now() as overdue
      """;

  private final JdbcClient jdbc;
  private final OrderSettings.Saga settings;

  SagaRepository(JdbcClient jdbc, OrderSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings.saga();
  }

  /**
   * Stores the saga of a new order; it is due at once.
   *
   * @param orderId the id of the order
   * @param state the initial state
   */
  void insert(UUID orderId, SagaState state) {
    jdbc.sql(
            """
            insert into saga (order_id, step, status, stock, coupon, payment, with_coupon,
              deadline_at, next_attempt_at)
            values (:id, :step, :status, :stock, :coupon, :payment, :withCoupon,
              now() + make_interval(secs => :deadlineSeconds), now())
            """)
        .param("id", orderId)
        .param("step", state.step().name())
        .param("status", state.status().name())
        .param("stock", state.stock().name())
        .param("coupon", state.coupon().name())
        .param("payment", state.payment().name())
        .param("withCoupon", state.withCoupon())
        .param("deadlineSeconds", seconds(settings.deadline()))
        .update();
  }

  /**
   * Leases sagas that are due and have no lease, those that are due longest first.
   *
   * @param token the token of the new leases
   * @param limit the greatest number of leases
   */
  List<SagaLease> acquireLeases(UUID token, int limit) {
    return jdbc
        .sql(
            """
            with due as (
              select order_id from saga
              where next_attempt_at <= now() and (lease_until is null or lease_until <= now())
              order by next_attempt_at limit :limit for update skip locked
            )
            update saga s
            set lease_token = :token, lease_until = now() + make_interval(secs => :leaseSeconds)
            from due where s.order_id = due.order_id
            returning
            """
                + COLUMNS)
        .param("limit", limit)
        .param("token", token)
        .param("leaseSeconds", seconds(settings.lease()))
        .query(SagaRepository::toRow)
        .list()
        .stream()
        .map(r -> new SagaLease(r.orderId(), token, r.state(), r.cancelRequested(), r.overdue()))
        .toList();
  }

  /**
   * Reads a saga and locks its row, so that no other transaction changes the saga or its order.
   *
   * @param orderId the id of the order
   */
  Optional<SagaRow> findForUpdate(UUID orderId) {
    return jdbc.sql("select " + COLUMNS + " from saga s where s.order_id = ? for update")
        .param(orderId)
        .query(SagaRepository::toRow)
        .optional();
  }

  /**
   * Locks the row of a saga, so that no other transaction changes the saga or its order.
   *
   * @param orderId the id of the order
   */
  void lock(UUID orderId) {
    jdbc.sql("select 1 from saga where order_id = ? for update")
        .param(orderId)
        .query(
            row -> {
              // The row is locked; its content is not needed.
            });
  }

  /**
   * Returns the states of sagas by order id.
   *
   * @param orderIds the ids of the orders
   */
  Map<UUID, SagaState> findStates(Collection<UUID> orderIds) {
    return orderIds.isEmpty()
        ? Map.of()
        : jdbc
            .sql("select " + COLUMNS + " from saga s where s.order_id in (:ids)")
            .param("ids", orderIds)
            .query(SagaRepository::toRow)
            .list()
            .stream()
            .collect(Collectors.toMap(SagaRow::orderId, SagaRow::state));
  }

  /**
   * Stores the next state of a locked saga. This ends its lease, unless the next attempt keeps it.
   *
   * @param current the saga as it was read
   * @param next the state to store
   * @param attempt when the saga is due next
   * @throws OptimisticLockingFailureException if the saga is not in the step that was read
   */
  void update(SagaRow current, SagaState next, NextAttempt attempt) {
    Ending ending = next.ending();
    int rows =
        jdbc.sql(
                """
                update saga set step = :step, status = :status, stock = :stock, coupon = :coupon,
                  payment = :payment, free = :free, ending = :ending, ending_reason = :reason,
                  cancel_requested = false, attempts = :attempts,
                  entered_at = case when step = :step then entered_at else now() end,
                  next_attempt_at = now() + make_interval(secs => :delaySeconds),
                  lease_token = :leaseToken,
                  lease_until = case when cast(:leaseToken as uuid) is null then null
                                     else now() + make_interval(secs => :leaseSeconds) end
                where order_id = :id and step = :currentStep
                """)
            .param("id", current.orderId())
            .param("currentStep", current.state().step().name())
            .param("step", next.step().name())
            .param("status", next.status().name())
            .param("stock", next.stock().name())
            .param("coupon", next.coupon().name())
            .param("payment", next.payment().name())
            .param("free", next.free())
            .param("ending", ending == null ? null : ending.status().name())
            .param("reason", ending == null ? null : ending.reason())
            .param("attempts", attempt.attempts())
            .param("delaySeconds", secondsOrNull(attempt.delay()), java.sql.Types.DOUBLE)
            .param("leaseToken", attempt.leaseToken(), java.sql.Types.OTHER)
            .param("leaseSeconds", seconds(settings.lease()))
            .update();
    requireOneRow(rows, current);
  }

  /**
   * Stores the state of the payment only; a lease of the saga remains.
   *
   * @param current the saga as it was read
   * @param next the state that contains the new state of the payment
   */
  void updatePayment(SagaRow current, SagaState next) {
    requireOneRow(
        jdbc.sql("update saga set payment = ? where order_id = ? and step = ?")
            .params(next.payment().name(), current.orderId(), current.state().step().name())
            .update(),
        current);
  }

  /**
   * Stores that the order is to be cancelled when the current call of its saga has ended.
   *
   * @param orderId the id of the order
   */
  void requestCancel(UUID orderId) {
    jdbc.sql("update saga set cancel_requested = true where order_id = ?").param(orderId).update();
  }

  private static void requireOneRow(int rows, SagaRow current) {
    if (rows != 1) {
      throw new OptimisticLockingFailureException(
          "The saga of order %s has left step %s"
              .formatted(current.orderId(), current.state().step()));
    }
  }

  private static SagaRow toRow(ResultSet row, int rowNumber) throws SQLException {
    String ending = row.getString("ending");
    SagaState state =
        new SagaState(
            OrderStatus.valueOf(row.getString("status")),
            SagaStep.valueOf(row.getString("step")),
            ReservationState.valueOf(row.getString("stock")),
            ReservationState.valueOf(row.getString("coupon")),
            PaymentState.valueOf(row.getString("payment")),
            row.getBoolean("with_coupon"),
            row.getBoolean("free"),
            ending == null
                ? null
                : new Ending(OrderStatus.valueOf(ending), row.getString("ending_reason")));
    return new SagaRow(
        row.getObject("order_id", UUID.class),
        state,
        row.getInt("attempts"),
        row.getBoolean("cancel_requested"),
        row.getObject("lease_token", UUID.class),
        row.getBoolean("leased"),
        row.getBoolean("overdue"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static @Nullable Double secondsOrNull(@Nullable Duration duration) {
    return duration == null ? null : seconds(duration);
  }
}
