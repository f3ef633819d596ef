package dev.ecommercestack.product.stock;

import dev.ecommercestack.platform.id.Uuid7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code stock} and {@code stock_entry}. */
@Component
class StockRepository {
  private final JdbcClient jdbc;

  StockRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inserts the stock of a new product, with no units. */
  void insert(UUID productId, String sku) {
    jdbc.sql(
            "insert into stock (product_id, sku, on_hand, reserved, revision) values (?, ?, 0, 0, 1)")
        .params(productId, sku)
        .update();
  }

  /**
   * Changes the stock in one conditional statement.
   *
   * @return the stock after the change; empty, and nothing changed, if there are not enough units
   *     or there is no such product
   */
  Optional<StockLevel> apply(UUID productId, StockMovement movement) {
    return jdbc.sql(
            """
            update stock set on_hand = on_hand + :onHand, reserved = reserved + :reserved,
                             revision = revision + :revision
            where product_id = :product and on_hand + :onHand >= reserved + :reserved
              and reserved + :reserved >= 0
            returning product_id, sku, on_hand, reserved, revision
            """)
        .param("onHand", movement.onHand())
        .param("reserved", movement.reserved())
        .param("revision", movement.changesAvailable() ? 1 : 0)
        .param("product", productId)
        .query(StockRepository::level)
        .optional();
  }

  /** Inserts a ledger entry; {@code delta} is the change of the units on hand. */
  void insertEntry(UUID productId, long delta, StockEntry entry) {
    jdbc.sql(
            """
            insert into stock_entry (id, product_id, kind, delta, reason, order_id, actor)
            values (:id, :product, :kind, :delta, :reason, :order, :actor)
            """)
        .param("id", Uuid7.next())
        .param("product", productId)
        .param("kind", entry.kind().name())
        .param("delta", delta)
        .param("reason", entry.reason())
        .param("order", entry.orderId())
        .param("actor", entry.actor())
        .update();
  }

  Optional<StockLevel> find(UUID productId) {
    return jdbc.sql(
            "select product_id, sku, on_hand, reserved, revision from stock where product_id = ?")
        .param(productId)
        .query(StockRepository::level)
        .optional();
  }

  Map<UUID, Long> available(Collection<UUID> products) {
    Map<UUID, Long> available = new HashMap<>();
    if (!products.isEmpty()) {
      jdbc.sql("select product_id, on_hand - reserved from stock where product_id = any(?)")
          .param(products.toArray(UUID[]::new))
          .query(
              row -> {
                available.put(row.getObject(1, UUID.class), row.getLong(2));
              });
    }
    return available;
  }

  private static StockLevel level(ResultSet row, int number) throws SQLException {
    return new StockLevel(
        row.getObject("product_id", UUID.class),
        row.getString("sku"),
        row.getLong("on_hand"),
        row.getLong("reserved"),
        row.getLong("revision"));
  }
}
