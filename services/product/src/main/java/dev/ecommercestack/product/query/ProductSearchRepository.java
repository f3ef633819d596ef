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
 * Finds products by words. A search reads and ranks a bounded number of products: matches among the
 * newest products, matches that the trigram index returns, and products whose name or SKU equals
 * the query.
 */
@Component
class ProductSearchRepository {
  /** Number of newest products that are read if a word is long enough for the index. */
  private static final int NEWEST_READ = 2_000;

  /** Number of newest products that are read if all words are too short for the index. */
  private static final int NEWEST_READ_FOR_SHORT_WORDS = 20_000;

  /** Number of products that are read by the index. */
  private static final int INDEXED_READ = 5_000;

  /** Number of matches of each of the three kinds that are ranked. */
  private static final int MAX_CANDIDATES = 500;

  /**
   * The rank of a product: the same SKU before the same name, a name that starts with the query,
   * and a name that contains it; within these by similarity. It depends on product and query only,
   * so that the order of pages is stable.
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
   * The index is used only if fewer of the newest products match than are ranked. In that part
   * status and category are expressions, so that the planner uses no other index: it would expect
   * enough matches, and read all products if two common words occur in no product together.
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
          .formatted(INDEXED_READ, MAX_CANDIDATES);

  private final SearchConnectionPool database;

  /** A product and its rank for the query. */
  private record Found(ProductView product, long rank) {}

  ProductSearchRepository(SearchConnectionPool database) {
    this.database = database;
  }

  /**
   * Returns a page of the products that contain all words, by rank, then the newest first.
   *
   * @param query the words and filters
   * @param paging size and cursor of the page
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
                "{newest}",
                String.valueOf(words.hasLongWord() ? NEWEST_READ : NEWEST_READ_FOR_SHORT_WORDS))
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

  /** Returns a condition that a product matches all patterns; false if there are none. */
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
