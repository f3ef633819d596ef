package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Finds products by words. However many fit, a bounded number of them is read and ranked: those
 * among the newest products, some that the index names, and those whose name or SKU is the query.
 */
@Component
class ProductSearchRepository {
  /** How many of the newest products are read, if the index finds one of the words anywhere. */
  private static final int NEWEST = 2_000;

  /** How many of them are read otherwise. */
  private static final int NEWEST_FOR_SHORT_WORDS = 20_000;

  /** How many products that the index names are read. */
  private static final int INDEXED = 5_000;

  /** How many products that fit are ranked, of each kind. */
  private static final int CANDIDATES = 500;

  /**
   * The better a product fits, the higher: the very sku, the very name, a name that begins so, one
   * that has it; among equals the more alike. It depends on nothing but product and query, so that
   * pages stay stable.
   */
  private static final String RANK =
      """
      case when search_form(sku) = search_form(:text) then 4000
           when search_name = search_form(:text) then 3000
           when starts_with(search_name, search_form(:text)) then 2000
           when strpos(search_name, search_form(:text)) > 0 then 1000
           else 0 end
      + round(word_similarity(search_form(:text), search_name) * 900)::integer
      """;

  /**
   * The index is asked only if fewer than enough of the newest products fit. In that part status
   * and category are expressions, so that no other index is taken: the planner would guess that
   * enough products fit, and read all when words that are common never meet.
   */
  private static final String CANDIDATE =
      """
      with newest as materialized (
        select id from (
          select id, search_text from product
          where status = :status {and category_id = :category}
          order by id desc limit {newest}) recent
        where {fits} limit %2$d
      ), indexed as materialized (
        select id from (
          select id, search_text from product
          where status || '' = :status {and category_id::text = :category::text} and {indexed}
            and (select count(*) from newest) < %2$d
          limit %1$d) named
        where {fits} limit %2$d
      ), candidate as (
        select id from newest
        union select id from indexed
        union (select id from product where status = :status {and category_id = :category}
               and search_name = search_form(:text) limit %2$d)
        union select id from product where status = :status {and category_id = :category}
               and sku in (:text, upper(:text))
      )
      """
          .formatted(INDEXED, CANDIDATES);

  private final SearchConnectionPool database;

  /** A product and how well it fits what was looked for. */
  private record Found(ProductView product, long rank) {}

  ProductSearchRepository(SearchConnectionPool database) {
    this.database = database;
  }

  /**
   * Returns a part of the products that have all words: the best fitting first, then the newest.
   */
  Page<ProductView> page(ListQuery query, PageQuery paging) {
    Optional<Cursor> after = paging.after(2);
    String sql = sql(query, after.isPresent());
    List<Found> rows =
        database.search(
            jdbc ->
                parameters(jdbc.sql(sql), query, paging, after)
                    .query(
                        (row, n) ->
                            new Found(ProductViewRepository.view(row, n), row.getLong("rank")))
                    .list());
    return Page.of(rows, paging, row -> Cursor.of(row.rank(), row.product().id()))
        .map(Found::product);
  }

  private static String sql(ListQuery query, boolean further) {
    SearchWords words = query.words();
    String candidates =
        CANDIDATE
            .replace(
                "{newest}", String.valueOf(words.hasLongWord() ? NEWEST : NEWEST_FOR_SHORT_WORDS))
            .replace("{fits}", like("pattern", words.patterns()))
            .replace("{indexed}", like("indexed", words.indexedPatterns()))
            .replaceAll("\\{([^}]*)}", query.category() == null ? "" : "$1");
    return candidates
        + "select * from (select "
        + ProductViewRepository.COLUMNS
        + ", "
        + RANK
        + " as rank from product join candidate using (id)) fitting"
        + (further ? " where (rank, id) < (:rank, :id)" : "")
        + " order by rank desc, id desc limit :limit";
  }

  /** Returns that a product has all of some words; if there are none, that it has not. */
  private static String like(String name, List<String> patterns) {
    return patterns.isEmpty()
        ? "false"
        : IntStream.range(0, patterns.size())
            .mapToObj(i -> "search_text like search_form(:%s%d)".formatted(name, i))
            .collect(Collectors.joining(" and "));
  }

  private static StatementSpec parameters(
      StatementSpec sql, ListQuery query, PageQuery paging, Optional<Cursor> after) {
    StatementSpec statement =
        ProductViewRepository.with(sql, query, paging).param("text", query.words().text());
    statement = number(statement, "pattern", query.words().patterns());
    statement = number(statement, "indexed", query.words().indexedPatterns());
    return after.isEmpty()
        ? statement
        : statement.param("rank", after.get().number(0)).param("id", after.get().uuid(1));
  }

  private static StatementSpec number(StatementSpec statement, String name, List<String> values) {
    StatementSpec with = statement;
    for (int i = 0; i < values.size(); i++) {
      with = with.param(name + i, values.get(i));
    }
    return with;
  }
}
