package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecommercestack.e2e.Shop.Answer;
import dev.ecommercestack.e2e.Shop.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shop's owner uploads a list of products, through the gateway. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogImportIT {
  private static final String IMPORTS = "/api/v1/products/imports";

  private Shop shop;
  private Person admin;

  @BeforeAll
  void logIn() {
    shop = Shop.of(new Stacks("shop", "shop"), "shop", "shop");
    admin = shop.admin();
  }

  @Test
  void theGoodLinesOfAListAreSoldAndTheBadOneIsNamed() {
    // Words of one run: what an earlier one imported is still there.
    String word = "수입" + UUID.randomUUID().toString().substring(0, 8);
    String sku = "IMPORT-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
    String list =
        """
        sku,name,price_major,currency,stock,description
        %s-1,"%s 도마, 큰 것",24000,KRW,7,"한 장의
        원목"
        %s-2,%s 칼,12000,KRW,one,
        %s-3,%s 주전자,89000,KRW,3,
        """
            .formatted(sku, word, sku, word, sku, word);
    String key = UUID.randomUUID().toString();

    Answer uploaded = admin.upload(IMPORTS, "text/csv", list, key).expect(202);
    String id = uploaded.text("id");
    assertThat(admin.upload(IMPORTS, "text/csv", list, key).expect(202).text("id")).isEqualTo(id);

    JsonNode done =
        admin.awaitField(IMPORTS + "/" + id, "status", "DONE", "FAILED").expect(200).body();
    assertThat(done.path("status").asText()).as("%s", done).isEqualTo("DONE");
    assertThat(done.path("accepted").asInt()).isEqualTo(2);
    assertThat(done.path("refused").asInt()).isEqualTo(1);
    assertThat(done.at("/errors/0/line").asInt()).isEqualTo(4);
    assertThat(done.at("/errors/0/field").asText()).isEqualTo("stock");
    assertThat(done.at("/errors/0/detail").asText()).contains("whole number");

    await("the search finds what was imported, and nothing else")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(found(word))
                    .extracting(
                        item -> item.path("sku").asText(), item -> item.path("stock").asInt())
                    .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(sku + "-1", 7),
                        org.assertj.core.groups.Tuple.tuple(sku + "-3", 3)));
  }

  private List<JsonNode> found(String word) {
    String path = "/api/v1/products?query=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    return StreamSupport.stream(
            shop.visitor().get(path).expect(200).body().path("items").spliterator(), false)
        .toList();
  }

  @Test
  void onlyTheOwnerUploads() {
    Person customer = shop.signUp();
    String key = UUID.randomUUID().toString();
    customer.upload(IMPORTS, "text/csv", "sku,name,price,currency\nA,a,1,KRW\n", key).expect(403);
    shop.visitor()
        .upload(IMPORTS, "text/csv", "sku,name,price,currency\nA,a,1,KRW\n", key)
        .expect(401);
    Answer refused = admin.upload(IMPORTS, "text/csv", "sku,name\n", key).expect(400);
    assertThat(refused.problem()).isEqualTo("empty_import");
  }

  @Test
  void aListIsLongerThanOtherRequestsMayBe() {
    String row = "{\"sku\":\"\",\"name\":\"" + "긴 이름".repeat(1000) + "\"}\n";
    Answer uploaded =
        admin
            .upload(IMPORTS, "application/jsonl", row.repeat(400), UUID.randomUUID().toString())
            .expect(202);
    assertThat(uploaded.body().path("bytes").asLong()).isGreaterThan(3_000_000);
    Answer done = admin.awaitField(IMPORTS + "/" + uploaded.text("id"), "status", "DONE", "FAILED");
    assertThat(done.body().path("refused").asInt()).isEqualTo(400);
    assertThat(done.body().path("errors")).hasSize(100);
    assertThat(done.body().path("errorsOmitted").asInt()).isEqualTo(300);
  }
}
