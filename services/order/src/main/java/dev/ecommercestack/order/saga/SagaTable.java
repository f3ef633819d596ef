package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.Ending;
import dev.ecommercestack.order.lifecycle.Hold;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.PaymentState;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.lifecycle.Step;
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

/** The table {@code saga}. All times are the database's, so instances need not agree on one. */
@Component
class SagaTable {
  private static final String COLUMNS =
      """
      s.order_id, s.step, s.status, s.stock, s.coupon, s.payment, s.with_coupon, s.free, s.ending,
      s.ending_reason, s.attempts, s.cancel_requested, s.lease_token,
      s.lease_until > now() as leased, s.deadline_at <= now() as overdue
      """;

  private final JdbcClient jdbc;
  private final OrderSettings.Saga settings;

  SagaTable(JdbcClient jdbc, OrderSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings.saga();
  }

  /** Stores the saga of a new order; it is due at once. */
  void insert(UUID orderId, SagaState state) {
    jdbc.sql(
            """
            insert into saga (order_id, step, status, stock, coupon, payment, with_coupon,
              deadline_at, next_attempt_at)
            values (:id, :step, :status, :stock, :coupon, :payment, :withCoupon,
              now() + make_interval(secs => :deadline), now())
            """)
        .param("id", orderId)
        .param("step", state.step().name())
        .param("status", state.status().name())
        .param("stock", state.stock().name())
        .param("coupon", state.coupon().name())
        .param("payment", state.payment().name())
        .param("withCoupon", state.withCoupon())
        .param("deadline", seconds(settings.deadline()))
        .update();
  }

  /** Takes sagas that are due and that nobody works on, those that wait longest first. */
  List<Claim> claim(UUID token, int limit) {
    return jdbc
        .sql(
            """
            with due as (
              select order_id from saga
              where next_attempt_at <= now() and (lease_until is null or lease_until <= now())
              order by next_attempt_at limit :limit for update skip locked
            )
            update saga s
            set lease_token = :token, lease_until = now() + make_interval(secs => :lease)
            from due where s.order_id = due.order_id
            returning
            """
                + COLUMNS)
        .param("limit", limit)
        .param("token", token)
        .param("lease", seconds(settings.lease()))
        .query(SagaTable::row)
        .list()
        .stream()
        .map(r -> new Claim(r.orderId(), token, r.state(), r.cancelRequested(), r.overdue()))
        .toList();
  }

  /** Reads a saga and keeps everybody else from changing it or its order. */
  Optional<SagaRow> lock(UUID orderId) {
    return jdbc.sql("select " + COLUMNS + " from saga s where s.order_id = ? for update")
        .param(orderId)
        .query(SagaTable::row)
        .optional();
  }

  /** Keeps everybody else from changing a saga or its order. */
  void lockOnly(UUID orderId) {
    jdbc.sql("select 1 from saga where order_id = ? for update")
        .param(orderId)
        .query(
            row -> {
              // Locked; there is nothing to read.
            });
  }

  /** Returns where sagas stand. */
  Map<UUID, SagaState> states(Collection<UUID> orderIds) {
    return orderIds.isEmpty()
        ? Map.of()
        : jdbc
            .sql("select " + COLUMNS + " from saga s where s.order_id in (:ids)")
            .param("ids", orderIds)
            .query(SagaTable::row)
            .list()
            .stream()
            .collect(Collectors.toMap(SagaRow::orderId, SagaRow::state));
  }

  /**
   * Moves a locked saga on.
   *
   * @throws OptimisticLockingFailureException if it is not in the step that it was found in
   */
  void save(SagaRow found, SagaState next, Plan plan) {
    Ending ending = next.ending();
    int rows =
        jdbc.sql(
                """
                update saga set step = :step, status = :status, stock = :stock, coupon = :coupon,
                  payment = :payment, free = :free, ending = :ending, ending_reason = :reason,
                  cancel_requested = false, attempts = :attempts,
                  entered_at = case when step = :step then entered_at else now() end,
                  next_attempt_at = now() + make_interval(secs => :pause),
                  lease_token = :lease,
                  lease_until = case when cast(:lease as uuid) is null then null
                                     else now() + make_interval(secs => :leaseTime) end
                where order_id = :id and step = :found
                """)
            .param("id", found.orderId())
            .param("found", found.state().step().name())
            .param("step", next.step().name())
            .param("status", next.status().name())
            .param("stock", next.stock().name())
            .param("coupon", next.coupon().name())
            .param("payment", next.payment().name())
            .param("free", next.free())
            .param("ending", ending == null ? null : ending.status().name())
            .param("reason", ending == null ? null : ending.reason())
            .param("attempts", plan.attempts())
            .param("pause", secondsOrNull(plan.pause()), java.sql.Types.DOUBLE)
            .param("lease", plan.lease(), java.sql.Types.OTHER)
            .param("leaseTime", seconds(settings.lease()))
            .update();
    expectOne(rows, found);
  }

  /** Stores what became known while somebody works on the saga, without taking it away. */
  void note(SagaRow found, SagaState next) {
    expectOne(
        jdbc.sql("update saga set payment = ? where order_id = ? and step = ?")
            .params(next.payment().name(), found.orderId(), found.state().step().name())
            .update(),
        found);
  }

  /** Asks whoever works on the saga to cancel the order. */
  void requestCancel(UUID orderId) {
    jdbc.sql("update saga set cancel_requested = true where order_id = ?").param(orderId).update();
  }

  private static void expectOne(int rows, SagaRow found) {
    if (rows != 1) {
      throw new OptimisticLockingFailureException(
          "The saga of order %s is not in step %s any more"
              .formatted(found.orderId(), found.state().step()));
    }
  }

  private static SagaRow row(ResultSet row, int ignored) throws SQLException {
    String ending = row.getString("ending");
    SagaState state =
        new SagaState(
            OrderStatus.valueOf(row.getString("status")),
            Step.valueOf(row.getString("step")),
            Hold.valueOf(row.getString("stock")),
            Hold.valueOf(row.getString("coupon")),
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
