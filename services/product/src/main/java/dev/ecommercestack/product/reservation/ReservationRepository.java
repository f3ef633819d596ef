package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.reservation.Reservation.ReservationStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code reservation} and {@code reservation_line}. */
@Component
class ReservationRepository {
  private static final String COLUMNS =
      "order_id, status, expires_at, expires_at <= now() as overdue";

  private final JdbcClient jdbc;
  private final JdbcTemplate jdbcTemplate;

  ReservationRepository(JdbcClient jdbc, JdbcTemplate jdbcTemplate) {
    this.jdbc = jdbc;
    this.jdbcTemplate = jdbcTemplate;
  }

  /**
   * Inserts the reservation of an order, before its stock is reserved: a second transaction for the
   * same order waits here.
   *
   * @return the new reservation; empty, and nothing changed, if the order has one
   */
  Optional<Reservation> insertIfAbsent(UUID orderId, ReservationStatus status, Duration ttl) {
    return jdbc.sql(
            """
            insert into reservation (order_id, status, expires_at)
            values (:order, :status, now() + make_interval(secs => :seconds))
            on conflict (order_id) do nothing returning
            """
                + COLUMNS)
        .param("order", orderId)
        .param("status", status.name())
        .param("seconds", ttl.toSeconds())
        .query(ReservationRepository::reservation)
        .optional();
  }

  /** Returns a reservation and locks its row until the end of the transaction. */
  Optional<Reservation> lock(UUID orderId) {
    return jdbc.sql("select " + COLUMNS + " from reservation where order_id = ? for update")
        .param(orderId)
        .query(ReservationRepository::reservation)
        .optional();
  }

  /** Changes the status if it is {@code from}; returns whether it was. */
  boolean changeStatus(UUID orderId, ReservationStatus from, ReservationStatus to) {
    return jdbc.sql(
                "update reservation set status = ?, ended_at = now() where order_id = ? and status = ?")
            .params(to.name(), orderId, from.name())
            .update()
        == 1;
  }

  /**
   * Ends the reservation that has been overdue for the longest time and is not locked by another
   * transaction.
   *
   * @return the id of its order; empty if no reservation is overdue
   */
  Optional<UUID> expireOne() {
    return jdbc.sql(
            """
            update reservation set status = 'EXPIRED', ended_at = now()
            where order_id = (
              select order_id from reservation where status = 'HELD' and expires_at <= now()
              order by expires_at limit 1 for update skip locked)
            returning order_id
            """)
        .query(UUID.class)
        .optional();
  }

  /** Returns the reserved lines of an order, in the order in which stock rows are locked. */
  List<ReservedLine> lines(UUID orderId) {
    return jdbc.sql(
            """
            select product_id, sku, name, category_id, unit_amount, currency, quantity
            from reservation_line where order_id = ? order by product_id
            """)
        .param(orderId)
        .query(ReservationRepository::line)
        .list();
  }

  /**
   * Stores the lines of an order with the current data of its products.
   *
   * @return the lines of products that are on sale
   */
  List<ReservedLine> insertLines(UUID orderId, RequestedItems requested) {
    UUID[] products = requested.quantities().keySet().toArray(UUID[]::new);
    Integer[] quantities = requested.quantities().values().toArray(Integer[]::new);
    jdbcTemplate.update(
        """
        insert into reservation_line (order_id, product_id, quantity, sku, name, category_id,
          unit_amount, currency)
        select ?, p.id, w.quantity, p.sku, p.name, p.category_id, p.price_amount, p.price_currency
        from unnest(?::uuid[], ?::integer[]) as w (product_id, quantity)
        join product p on p.id = w.product_id and p.status = 'ON_SALE'
        """,
        orderId,
        products,
        quantities);
    return lines(orderId);
  }

  /** Returns lines with the current data of their products, without those that are not on sale. */
  List<ReservedLine> currentLines(RequestedItems requested) {
    return jdbcTemplate.query(
        """
        select p.id as product_id, p.sku, p.name, p.category_id, p.price_amount as unit_amount,
          p.price_currency as currency, w.quantity
        from unnest(?::uuid[], ?::integer[]) as w (product_id, quantity)
        join product p on p.id = w.product_id and p.status = 'ON_SALE' order by p.id
        """,
        ReservationRepository::line,
        requested.quantities().keySet().toArray(UUID[]::new),
        requested.quantities().values().toArray(Integer[]::new));
  }

  private static ReservedLine line(ResultSet row, int number) throws SQLException {
    return new ReservedLine(
        row.getObject("product_id", UUID.class),
        row.getString("sku"),
        row.getString("name"),
        row.getObject("category_id", UUID.class),
        Money.of(row.getLong("unit_amount"), row.getString("currency")),
        row.getInt("quantity"));
  }

  private static Reservation reservation(ResultSet row, int number) throws SQLException {
    return new Reservation(
        row.getObject("order_id", UUID.class),
        ReservationStatus.valueOf(row.getString("status")),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("overdue"));
  }
}
