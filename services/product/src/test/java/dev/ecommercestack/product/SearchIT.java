package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SearchIT {
  private final ProductInstance product = ProductInstance.shared();

  /** Tells this test's products from all others. */
  private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @ValueSource(
      strings = {"단풍", "단풍나무", "풍나", "도마", "단푸", "원목 도마", "도마 단풍", "ｍａｐｌｅ", "MAPLE", "cafe"})
  void aKoreanProductIsFoundByWhatPeopleType(String query) {
    Map<String, Object> board = ProductInstance.product("단풍나무 도마 " + mark, 1);
    board.put("description", "원목으로 만든 Maple 도마, café 스타일");
    String id = product.register(board).expect(201).id();
    assertThat(product.search(query + " " + mark, "").expect(200).ids()).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "ΚΑΦΕΣ ΦΙΛΤΡΟΥ, ΚΑΦΕΣ ΦΙΛΤΡΟΥ",
    "ΚΑΦΕΣ ΦΙΛΤΡΟΥ, καφές φίλτρου",
    "Crème brûlée 잔, Crème brûlée 잔",
    "Crème brûlée 잔, creme brulee",
    "Ångström, angstrom",
    "Straße, STRASSE",
    "STRASSE, Straße",
    "hatırası, HATIRASI",
    "İSTANBUL Çayı, istanbul cayi",
    "Smørrebrød, smorrebrod",
    "제주 녹차 50 g 한 상자 · Jeju green tea of the first flush, 제주 녹차 50 g 한 상자 · Jeju green tea of the first flush"
  })
  void findsNameByItsCopyAndWithoutMarks(String name, String query) {
    String id = register(name + " " + mark, "");
    assertThat(product.search(query + " " + mark, "").expect(200).ids()).containsExactly(id);
  }

  @Test
  void whatDoesNotFitIsNotFound() {
    product.register("단풍나무 도마 " + mark, 1);
    for (String query : List.of("은행나무", "도마뱀", "100%", "_", "도마 은행")) {
      assertThat(product.search(query + " " + mark, "").expect(200).ids()).as(query).isEmpty();
    }
    assertThat(product.search(mark, "&category=" + UUID.randomUUID()).expect(200).ids()).isEmpty();
    product.search("가".repeat(201), "").expect(400, "invalid_query");
  }

  @Test
  void theBetterItFitsTheEarlierItComes() {
    String elsewhere = register("접시", "찻잔 " + mark + " 받침");
    String within = register("파란 찻잔 " + mark, "");
    String begins = register("찻잔 " + mark + " 세트", "");
    String exact = register("찻잔 " + mark, "");
    assertThat(product.search("찻잔 " + mark, "").ids())
        .containsExactly(exact, begins, within, elsewhere);
    String sku = product.product(elsewhere).text("sku");
    assertThat(product.search(sku.toLowerCase(java.util.Locale.ROOT), "").ids())
        .containsExactly(elsewhere);
  }

  @Test
  void pagesStayStableWhileProductsAreAdded() {
    List<String> before =
        IntStream.range(0, 7).mapToObj(i -> product.register("그릇 " + mark + " " + i, 1)).toList();
    for (String path :
        List.of("/api/v1/products?limit=2&query=" + mark, "/api/v1/products?limit=2")) {
      List<String> seen = new ArrayList<>();
      String cursor = "";
      do {
        Answer page = product.get(path + cursor).expect(200);
        seen.addAll(page.ids());
        String next = page.text("nextCursor");
        cursor = next.isEmpty() || seen.containsAll(before) ? "" : "&cursor=" + next;
        product.register("그릇 " + mark + " 새", 1);
      } while (!cursor.isEmpty());
      assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }
    product.get("/api/v1/products?cursor=nonsense").expect(400, "invalid_cursor");
  }

  @Test
  void aCategoryNarrowsListAndSearch() {
    String category =
        product
            .send(
                "POST",
                "/api/v1/categories",
                Map.of("name", "분류 " + mark),
                product.admin(),
                ProductInstance.newKey())
            .expect(201)
            .id();
    Map<String, Object> inside = ProductInstance.product("안 " + mark, 1);
    inside.put("categoryId", category);
    String id = product.register(inside).expect(201).id();
    product.register("밖 " + mark, 1);
    assertThat(product.get("/api/v1/products?category=" + category).ids()).containsExactly(id);
    assertThat(product.search(mark, "&category=" + category).ids()).containsExactly(id);
  }

  @Test
  void twoSyllablesAreLookedUpInTheIndex() {
    JdbcClient database = TestEnvironment.shared().database();
    database
        .sql(
            """
            insert into product (id, sku, name, description, price_amount, price_currency, status,
                                 version, created_at, updated_at)
            select gen_random_uuid(), upper(:mark || '-' || n), '상품 ' || n, md5(n::text), 1, 'KRW',
                   'ON_SALE', 0, now(), now()
            from generate_series(1, 20000) n
            """)
        .param("mark", mark)
        .update();
    database.sql("vacuum analyze product").update();
    try {
      String plan =
          String.join(
              "\n",
              database
                  .sql(
                      "explain select id from product where status = 'ON_SALE' and search_text like search_form('%도마%')")
                  .query(String.class)
                  .list());
      assertThat(plan).contains("product_search");
    } finally {
      database
          .sql("delete from product where sku like upper(:mark) || '-%'")
          .param("mark", mark)
          .update();
    }
  }

  private String register(String name, String description) {
    Map<String, Object> request = ProductInstance.product(name, 1);
    request.put("description", description);
    return product.register(request).expect(201).id();
  }
}
