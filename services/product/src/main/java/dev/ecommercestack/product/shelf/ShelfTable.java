package dev.ecommercestack.product.shelf;

import dev.ecommercestack.common.money.Money;
import dev.ecommercestack.common.paging.Cursor;
import dev.ecommercestack.common.paging.Page;
import dev.ecommercestack.common.paging.PageQuery;
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
class ShelfTable {
  private static final String COLUMNS =
      """
      id, sku, name, description, price_amount, price_currency, category_id, status, version,
      created_at, updated_at
      """;

  /**
   * The better a product fits, the higher: the very sku, the very name, a name that begins so, one
   * that has it; among equals the more alike. It depends on nothing but product and query, so that
   * pages stay stable.
   */
  private static final String RANK =
      """
      case when lower(sku) = :text then 4000
           when search_name = search_form(:text) then 3000
           when starts_with(search_name, search_form(:text)) then 2000
           when strpos(search_name, search_form(:text)) > 0 then 1000
           else 0 end
      + round(word_similarity(search_form(:text), search_name) * 900)::integer
      """;

  private final JdbcClient jdbc;

  /** A product and how well it fits what was looked for. */
  private record Found(ProductView product, long rank) {}

  ShelfTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ProductView> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from product where id = ?")
        .param(id)
        .query(ShelfTable::view)
        .optional();
  }

  Page<ProductView> page(ListQuery query, PageQuery paging) {
    return query.words().isEmpty() ? newest(query, paging) : found(query, paging);
  }

  private Page<ProductView> newest(ListQuery query, PageQuery paging) {
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
            .query(ShelfTable::view)
            .list();
    return Page.of(rows, paging, product -> Cursor.of(product.id()));
  }

  private Page<ProductView> found(ListQuery query, PageQuery paging) {
    Optional<Cursor> after = paging.after(2);
    List<String> patterns = query.words().patterns();
    StringBuilder sql =
        new StringBuilder("select * from (select ")
            .append(COLUMNS)
            .append(", ")
            .append(RANK)
            .append(" as rank from product where status = :status")
            .append(query.category() == null ? "" : " and category_id = :category");
    for (int i = 0; i < patterns.size(); i++) {
      sql.append(" and search_text like search_form(:word").append(i).append(")");
    }
    sql.append(") fitting")
        .append(after.isEmpty() ? "" : " where (rank, id) < (:rank, :id)")
        .append(" order by rank desc, id desc limit :limit");
    StatementSpec statement =
        with(jdbc.sql(sql.toString()), query, paging).param("text", query.words().text());
    for (int i = 0; i < patterns.size(); i++) {
      statement = statement.param("word" + i, patterns.get(i));
    }
    if (after.isPresent()) {
      statement = statement.param("rank", after.get().number(0)).param("id", after.get().uuid(1));
    }
    List<Found> rows =
        statement.query((row, n) -> new Found(view(row, n), row.getLong("rank"))).list();
    return Page.of(rows, paging, row -> Cursor.of(row.rank(), row.product().id()))
        .map(Found::product);
  }

  private static StatementSpec with(StatementSpec statement, ListQuery query, PageQuery paging) {
    StatementSpec common =
        statement.param("status", query.status().name()).param("limit", paging.size() + 1);
    return query.category() == null ? common : common.param("category", query.category());
  }

  private static ProductView view(ResultSet row, int number) throws SQLException {
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
