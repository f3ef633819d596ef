package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.openapi.OpenApiDocument;
import dev.ecommercestack.testing.services.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogIT {
  private final ProductInstance product = ProductInstance.shared();

  @Test
  void anAdministratorRegistersWhatEverybodySees() {
    Map<String, Object> request = ProductInstance.product("  단풍나무 도마 ", 10);
    request.put("description", "손으로 다듬은\n도마");
    Answer registered = product.register(request).expect(201);
    assertThat(registered.headers().firstValue("location"))
        .hasValue("/api/v1/products/" + registered.id());

    Answer seen = product.product(registered.id()).expect(200);
    assertThat(seen.body()).isEqualTo(registered.body());
    assertThat(seen.text("name")).isEqualTo("단풍나무 도마");
    assertThat(seen.text("sku")).isEqualTo(request.get("sku"));
    assertThat(seen.text("description")).isEqualTo("손으로 다듬은\n도마");
    assertThat(seen.body().at("/price/amount").asLong()).isEqualTo(10_000);
    assertThat(seen.body().at("/price/currency").asString()).isEqualTo("KRW");
    assertThat(seen.number("stock")).isEqualTo(10);
    assertThat(seen.text("status")).isEqualTo("ON_SALE");
    assertThat(seen.number("version")).isZero();
  }

  @Test
  void answersHeadOfVisitorsLikeGet() {
    String id = product.register("머리", 1);
    for (String path :
        List.of("/api/v1/products", "/api/v1/products/" + id, "/api/v1/categories")) {
      Answer head = product.send("HEAD", path, null, null, null).expect(200);
      assertThat(head.headers().firstValue("Content-Type"))
          .isEqualTo(product.get(path).headers().firstValue("Content-Type"));
    }
    product.send("HEAD", "/api/v1/products/" + id + "/stock", null, null, null).expect(401);
  }

  @Test
  void onlyAdministratorsChangeAnything() {
    String id = product.register("금지", 1);
    for (String token : new String[] {null, product.customer()}) {
      int refused = token == null ? 401 : 403;
      String path = "/api/v1/products/" + id;
      String key = ProductInstance.newKey();
      product
          .send("POST", "/api/v1/products", ProductInstance.product("x", 1), token, key)
          .expect(refused);
      product.send("PATCH", path, Map.of("version", 0, "name", "x"), token, key).expect(refused);
      product.send("DELETE", path, null, token, key).expect(refused);
      product
          .send("POST", path + "/stock", Map.of("delta", 1, "reason", "x"), token, key)
          .expect(refused);
      product.send("GET", path + "/stock", null, token, null).expect(token == null ? 401 : 403);
      product.send("POST", "/api/v1/categories", Map.of("name", "x"), token, key).expect(refused);
    }
    assertThat(product.product(id).text("name")).isEqualTo("금지");
  }

  @Test
  void aRepeatedRequestRegistersOnce() {
    Map<String, Object> request = ProductInstance.product("한 번", 3);
    String admin = product.admin();
    String key = ProductInstance.newKey();
    Answer first = product.send("POST", "/api/v1/products", request, admin, key).expect(201);
    Answer second = product.send("POST", "/api/v1/products", request, admin, key).expect(201);
    assertThat(second.body()).isEqualTo(first.body());
    product.register(request).expect(409, "sku_taken");
    product
        .send("POST", "/api/v1/products", request, admin, null)
        .expect(400, "idempotency_key_required");
  }

  @Test
  void rejectsUnknownFieldAndParameter() {
    Map<String, Object> request = ProductInstance.product("그림", 1);
    request.put("imageUrl", "https://example.com/a.png");
    assertUnknown("imageUrl", product.register(request));
    String id = product.register("그대로", 120);
    assertUnknown("stock", product.change(id, Map.of("version", 0, "stock", 5)));
    product.change(id, Map.of("version", "0", "name", "x")).expect(400, "malformed_request");
    product.change(id, Map.of("version", 0, "categoryId", "")).expect(400, "malformed_request");
    assertThat(product.stock(id)).isEqualTo(120);
    assertUnknown("sort", product.get("/api/v1/products?sort=price"));
    assertUnknown("limit", product.get("/api/v1/products?limit=2&limit=3"));
    assertUnknown("q", product.get("/api/v1/products/" + id + "?q=1"));
  }

  private static void assertUnknown(String name, Answer answer) {
    answer.expect(400, "validation_failed");
    assertThat(answer.body().at("/fields/0/field").asString()).isEqualTo(name);
  }

  @Test
  void wrongValuesAreNamed() {
    Map<String, Object> request = new HashMap<>();
    request.put("sku", "two\nlines");
    request.put("name", " ");
    request.put("price", Map.of("amount", -1, "currency", "KRW"));
    request.put("initialStock", -1);
    Answer refused = product.register(request).expect(400, "validation_failed");
    assertThat(refused.body().path("fields").findValuesAsString("field"))
        .contains("sku", "name", "price", "initialStock");

    Map<String, Object> noCategory = ProductInstance.product("x", 1);
    noCategory.put("categoryId", UUID.randomUUID().toString());
    product.register(noCategory).expect(400, "category_not_found");
    Map<String, Object> withNul = ProductInstance.product("a\u0000b", 1);
    product.register(withNul).expect(400, "validation_failed");
    product.register(ProductInstance.product("\u200B\u3164", 1)).expect(400, "validation_failed");
    for (String unknown : List.of("WON", "krw", "410")) {
      Map<String, Object> noCurrency = ProductInstance.product("x", 1);
      noCurrency.put("price", Map.of("amount", 1, "currency", unknown));
      assertThat(product.register(noCurrency).expect(400).text("detail"))
          .isEqualTo(
              "The value of price.currency must be a currency of ISO 4217, for example KRW.");
    }
    Map<String, Object> emptyCurrency = ProductInstance.product("x", 1);
    emptyCurrency.put("price", Map.of("amount", 1, "currency", ""));
    product.register(emptyCurrency).expect(400);
    Map<String, Object> withdrawn = ProductInstance.product("x", 1);
    withdrawn.put("status", "WITHDRAWN");
    product.register(withdrawn).expect(400, "invalid_status");
    product.count(product.register("x", 1), 0).expect(400, "validation_failed");
    product.get("/api/v1/products/not-an-id").expect(400);
    product.product(UUID.randomUUID().toString()).expect(404, "product_not_found");
  }

  @Test
  void whatIsAbsentInAChangeStays() {
    Map<String, Object> request = ProductInstance.product("그대로", 7);
    request.put("description", "설명");
    String id = product.register(request).expect(201).id();
    Answer changed =
        product
            .change(id, Map.of("version", 0, "price", Map.of("amount", 1, "currency", "KRW")))
            .expect(200);
    assertThat(changed.text("name")).isEqualTo("그대로");
    assertThat(changed.text("description")).isEqualTo("설명");
    assertThat(changed.number("stock")).isEqualTo(7);
    assertThat(changed.number("version")).isEqualTo(1);
    assertThat(product.change(id, Map.of("version", 1, "name", "그대로")).number("version"))
        .as("nothing is different")
        .isEqualTo(1);
  }

  @Test
  void customersSeeNeitherDraftsNorWhatIsWithdrawn() {
    Map<String, Object> draft = ProductInstance.product("초안", 1);
    draft.put("status", "DRAFT");
    String id = product.register(draft).expect(201).id();
    product.product(id).expect(404);
    assertThat(product.stock(id)).as("administrators do").isEqualTo(1);

    product.change(id, Map.of("version", 0, "status", "ON_SALE")).expect(200);
    product.product(id).expect(200);
    String admin = product.admin();
    String path = "/api/v1/products/" + id;
    product.send("DELETE", path, null, admin, null).expect(204);
    product.send("DELETE", path, null, admin, null).expect(204);
    product.product(id).expect(404);
    product.change(id, Map.of("version", 2, "name", "x")).expect(409, "product_withdrawn");
    assertThat(product.send("GET", path, null, admin, null).text("status")).isEqualTo("WITHDRAWN");
    assertThat(product.get("/api/v1/products?limit=100").ids()).doesNotContain(id);
    product.get("/api/v1/products?status=WITHDRAWN").expect(403);
    assertThat(
            product
                .send("GET", "/api/v1/products?limit=100&status=WITHDRAWN", null, admin, null)
                .ids())
        .contains(id);
  }

  @Test
  void categoriesHaveNamesOfTheirOwn() {
    String name = "Küche " + UUID.randomUUID();
    String admin = product.admin();
    Answer made =
        product
            .send(
                "POST", "/api/v1/categories", Map.of("name", name), admin, ProductInstance.newKey())
            .expect(201);
    product
        .send(
            "POST",
            "/api/v1/categories",
            Map.of("name", " " + name.toUpperCase(java.util.Locale.ROOT)),
            admin,
            ProductInstance.newKey())
        .expect(409, "category_exists");
    String cursor = "";
    boolean found = false;
    do {
      Answer page = product.get("/api/v1/categories?limit=2" + cursor).expect(200);
      found |= page.ids().contains(made.id());
      cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
    } while (!cursor.isEmpty());
    assertThat(found).isTrue();
  }

  @Test
  void apiDocumentIsCurrent() {
    OpenApiDocument.check(product.get("/v3/api-docs"), "product");
  }

  @Test
  void importedRowsTakeEffectOnce() {
    String category = "수입 " + UUID.randomUUID();
    product
        .send(
            "POST",
            "/api/v1/categories",
            Map.of("name", category),
            product.admin(),
            ProductInstance.newKey())
        .expect(201);
    String known = product.register("알던 것", 4);
    String knownSku = product.product(known).text("sku");
    Map<String, Object> job =
        Map.of(
            "jobId",
            UUID.randomUUID().toString(),
            "rows",
            List.of(
                row(1, ProductInstance.newSku(), "새것", category, 9),
                row(2, "no\tsku", "잘못", category, 1),
                row(3, knownSku, "바뀐 것", category, 100),
                row(4, ProductInstance.newSku(), "없는 분류", "없음", 1)));
    Answer first = product.internal("POST", "/internal/products/import", job).expect(200);
    assertThat(first.number("accepted")).isEqualTo(2);
    assertThat(first.number("refused")).isEqualTo(2);
    assertThat(first.body().at("/errors/0/row").asInt()).isEqualTo(2);
    assertThat(first.body().at("/errors/0/field").asString()).isEqualTo("sku");
    assertThat(first.body().at("/errors/1/reason").asString()).isEqualTo("CATEGORY_NOT_FOUND");
    assertThat(product.product(known).text("name")).isEqualTo("바뀐 것");
    assertThat(product.stock(known)).as("stock of what is there stays").isEqualTo(4);

    product.change(known, Map.of("version", 1, "name", "다시 바뀐 것")).expect(200);
    List<Answer> again =
        Parallel.all(
            IntStream.range(0, 4)
                .<Callable<Answer>>mapToObj(
                    i -> () -> product.internal("POST", "/internal/products/import", job))
                .toList());
    assertThat(again).allMatch(answer -> answer.body().equals(first.body()));
    assertThat(product.product(known).text("name")).isEqualTo("다시 바뀐 것");
  }

  private static Map<String, Object> row(
      int number, String sku, String name, String category, int stock) {
    return Map.of(
        "row", number,
        "sku", sku,
        "name", name,
        "price", Map.of("amount", 500, "currency", "KRW"),
        "category", category,
        "stock", stock);
  }
}
