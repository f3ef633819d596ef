package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of an import and single products: the same rules for what they say. */
class ImportRowIT {
  /** One character that NFC turns into two. */
  private static final String GROWS = "\u0958";

  private final ProductInstance product = ProductInstance.shared();

  @Test
  void absentFieldKeepsValueAndEmptyFieldClearsIt() {
    String category = category("주방 " + UUID.randomUUID()).expect(201).id();
    Map<String, Object> board = ProductInstance.product("도마", 3);
    board.put("description", "원목");
    board.put("categoryId", category);
    String id = product.register(board).expect(201).id();
    Object sku = board.get("sku");

    accept(Map.of("sku", sku, "name", "큰 도마", "price", won(21_000)));
    Answer changed = product.product(id).expect(200);
    assertThat(changed.body().at("/price/amount").asLong()).isEqualTo(21_000);
    assertThat(changed.text("description")).isEqualTo("원목");
    assertThat(changed.text("categoryId")).isEqualTo(category);

    accept(Map.of("sku", sku, "description", "단풍나무"));
    changed = product.product(id).expect(200);
    assertThat(changed.text("name")).isEqualTo("큰 도마");
    assertThat(changed.body().at("/price/amount").asLong()).isEqualTo(21_000);
    assertThat(changed.text("description")).isEqualTo("단풍나무");

    accept(Map.of("sku", sku, "description", "", "category", ""));
    changed = product.product(id).expect(200);
    assertThat(changed.text("description")).isEmpty();
    assertThat(changed.body().has("categoryId")).isFalse();
    assertThat(changed.text("name")).isEqualTo("큰 도마");
  }

  @Test
  void newProductNeedsNameAndPrice() {
    String sku = ProductInstance.newSku();
    assertThat(bring(Map.of("sku", sku, "price", won(1))).body().at("/errors/0/reason").asString())
        .isEqualTo("NAME_MISSING");
    assertThat(bring(Map.of("sku", sku, "name", "칼")).body().at("/errors/0/reason").asString())
        .isEqualTo("PRICE_MISSING");
    Answer empty = bring(Map.of("sku", sku, "name", " ", "price", won(1)));
    assertThat(empty.body().at("/errors/0/field").asString()).isEqualTo("name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "woo-vneck-tee-red",
        "Woo-tshirt-logo",
        "ABC_123",
        "30612190/5233",
        "A.1",
        "-빨간 셔츠 (대)"
      })
  void skuIsFreeText(String text) {
    String sku = text + " " + UUID.randomUUID();
    accept(Map.of("sku", sku, "name", "셔츠", "price", won(1)));
    Map<String, Object> again = ProductInstance.product("셔츠", 1);
    again.put("sku", " " + sku + " ");
    product.register(again).expect(409, "sku_taken");
    again.put("sku", sku + "!");
    assertThat(product.register(again).expect(201).text("sku")).isEqualTo(sku + "!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b", "a\u007fb", "a\u0085b", "a\u2028b"})
  void skuWithControlCharacterOrNothingIsRefused(String sku) {
    refusesSku(sku);
    refusesSku("x".repeat(101));
  }

  private void refusesSku(String sku) {
    Map<String, Object> request = ProductInstance.product("셔츠", 1);
    request.put("sku", sku);
    Answer refused = product.register(request).expect(400, "validation_failed");
    assertThat(refused.body().path("fields").findValuesAsString("field")).containsOnly("sku");
    Answer row = bring(Map.of("sku", sku, "name", "셔츠", "price", won(1)));
    assertThat(row.body().at("/errors/0/field").asString()).isEqualTo("sku");
  }

  @Test
  void textTooLongAfterNormalizationIsInvalidAndNotTaken() {
    Map<String, Object> request = ProductInstance.product(GROWS.repeat(200), 1);
    product.register(request).expect(400, "validation_failed");
    request = ProductInstance.product("x", 1);
    request.put("sku", GROWS.repeat(64));
    product.register(request).expect(400, "validation_failed");
    request = ProductInstance.product("x", 1);
    request.put("description", GROWS.repeat(5_000));
    product.register(request).expect(400, "validation_failed");
    String id = product.register("x", 1);
    product
        .change(id, Map.of("version", 0, "name", GROWS.repeat(200)))
        .expect(400, "validation_failed");
    category(GROWS.repeat(100)).expect(400, "validation_failed");
    Answer row =
        bring(Map.of("sku", ProductInstance.newSku(), "name", GROWS.repeat(200), "price", won(1)));
    assertThat(row.body().at("/errors/0/field").asString()).isEqualTo("name");
  }

  private void accept(Map<String, ?> row) {
    Answer answer = bring(row);
    assertThat(answer.number("accepted")).as("%s", answer.body()).isEqualTo(1);
  }

  private Answer bring(Map<String, ?> row) {
    Map<String, Object> numbered = new HashMap<>(row);
    numbered.put("row", 1);
    return product
        .internal(
            "POST",
            "/internal/products/import",
            Map.of("jobId", UUID.randomUUID().toString(), "rows", List.of(numbered)))
        .expect(200);
  }

  private Answer category(String name) {
    return product.send(
        "POST",
        "/api/v1/categories",
        Map.of("name", name),
        product.admin(),
        ProductInstance.newKey());
  }

  private static Map<String, Object> won(long amount) {
    return Map.of("amount", amount, "currency", "KRW");
  }
}
