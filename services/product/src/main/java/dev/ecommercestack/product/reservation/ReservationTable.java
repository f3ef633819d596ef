package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.reservation.Reservation.Status;
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
class ReservationTable {
  private static final String COLUMNS =
      "order_id, status, expires_at, expires_at <= now() as overdue";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ReservationTable(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * Notes that goods are kept for an order, before they are: whoever else does so for the same
   * order waits here.
   *
   * @return empty, and nothing changed, if the order is known
   */
  Optional<Reservation> open(UUID orderId, Status status, Duration ttl) {
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
        .query(ReservationTable::reservation)
        .optional();
  }

  /** Returns a reservation, and lets nobody else change it until the end of the transaction. */
  Optional<Reservation> lock(UUID orderId) {
    return jdbc.sql("select " + COLUMNS + " from reservation where order_id = ? for update")
        .param(orderId)
        .query(ReservationTable::reservation)
        .optional();
  }

  /** Moves a reservation on, if it is where the caller thinks; returns whether it was. */
  boolean move(UUID orderId, Status from, Status to) {
    return jdbc.sql(
                "update reservation set status = ?, ended_at = now() where order_id = ? and status = ?")
            .params(to.name(), orderId, from.name())
            .update()
        == 1;
  }

  /** Ends the reservation that is overdue for longest and that nobody else is just ending. */
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

  /** Returns the goods of an order in lock order. */
  List<ReservedLine> lines(UUID orderId) {
    return jdbc.sql(
            """
            select product_id, sku, name, category_id, unit_amount, currency, quantity
            from reservation_line where order_id = ? order by product_id
            """)
        .param(orderId)
        .query(ReservationTable::line)
        .list();
  }

  /** Stores the goods of an order as its products are now; returns those that are sold. */
  List<ReservedLine> store(UUID orderId, WantedGoods wanted) {
    UUID[] products = wanted.quantities().keySet().toArray(UUID[]::new);
    Integer[] quantities = wanted.quantities().values().toArray(Integer[]::new);
    batches.update(
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

  /** Returns goods as their products are now, without those that are not sold. */
  List<ReservedLine> current(WantedGoods wanted) {
    return batches.query(
        """
        select p.id as product_id, p.sku, p.name, p.category_id, p.price_amount as unit_amount,
          p.price_currency as currency, w.quantity
        from unnest(?::uuid[], ?::integer[]) as w (product_id, quantity)
        join product p on p.id = w.product_id and p.status = 'ON_SALE' order by p.id
        """,
        ReservationTable::line,
        wanted.quantities().keySet().toArray(UUID[]::new),
        wanted.quantities().values().toArray(Integer[]::new));
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
        Status.valueOf(row.getString("status")),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("overdue"));
  }
}
