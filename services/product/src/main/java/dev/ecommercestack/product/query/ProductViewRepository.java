package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads the table {@code product}. */
@Component
class ProductViewRepository {
  static final String COLUMNS =
      """
      id, sku, name, description, price_amount, price_currency, category_id, status, version,
      created_at, updated_at
      """;

  private final JdbcClient jdbc;

  ProductViewRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ProductView> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from product where id = ?")
        .param(id)
        .query(ProductViewRepository::view)
        .optional();
  }

  /** Returns a page of products, the newest first; the query's words are ignored. */
  Page<ProductView> newest(ListQuery query, PageQuery paging) {
    Optional<Cursor> after = paging.after(1);
    String sql =
        "select "
            + COLUMNS
            + " from product where status = :status"
            + (query.category() == null ? "" : " and category_id = :category")
            + (after.isEmpty() ? "" : " and id < :id")
            + " order by id desc limit :limit";
    StatementSpec statement = with(jdbc.sql(sql), query, paging);
    List<ProductView> rows =
        after
            .map(cursor -> statement.param("id", cursor.uuid(0)))
            .orElse(statement)
            .query(ProductViewRepository::view)
            .list();
    return Page.of(rows, paging, product -> Cursor.of(product.id()));
  }

  /** Sets the parameters status, limit and, if the query has one, category. */
  static StatementSpec with(StatementSpec statement, ListQuery query, PageQuery paging) {
    StatementSpec common =
        statement.param("status", query.status().name()).param("limit", paging.size() + 1);
    return query.category() == null ? common : common.param("category", query.category());
  }

  /** Maps a row with the columns of {@link #COLUMNS}. */
  static ProductView view(ResultSet row, int number) throws SQLException {
    return new ProductView(
        row.getObject("id", UUID.class),
        row.getString("sku"),
        row.getString("name"),
        row.getString("description"),
        Money.of(row.getLong("price_amount"), row.getString("price_currency")),
        row.getObject("category_id", UUID.class),
        ProductStatus.valueOf(row.getString("status")),
        row.getLong("version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
