package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReservationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final ProductInstance product = ProductInstance.shared();

  @AfterEach
  void theBooksBalance() {
    Answer audit = product.audit();
    assertThat(audit.number("unbalanced")).isZero();
    assertThat(audit.number("stockIn"))
        .isEqualTo(audit.number("sold") + audit.number("reserved") + audit.number("available"));
    assertThat(audit.number("onHand"))
        .isEqualTo(audit.number("reserved") + audit.number("available"));
  }

  @Test
  void anOrderGetsItsGoodsWithTheirPrices() {
    String category =
        product
            .send(
                "POST",
                "/api/v1/categories",
                Map.of("name", "주방 " + UUID.randomUUID()),
                product.admin(),
                ProductInstance.newKey())
            .expect(201)
            .id();
    Map<String, Object> board = ProductInstance.product("도마", 5);
    board.put("categoryId", category);
    String id = product.register(board).expect(201).id();
    UUID order = UUID.randomUUID();

    Answer reserved = product.reserve(order, Map.of(id, 2), Duration.ofMinutes(10)).expect(201);

    assertThat(reserved.text("orderId")).isEqualTo(order.toString());
    assertThat(Instant.parse(reserved.text("expiresAt")))
        .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(700));
    JsonNode line = reserved.body().path("lines").path(0);
    assertThat(line.path("productId").asString()).isEqualTo(id);
    assertThat(line.path("sku").asString()).isEqualTo(board.get("sku"));
    assertThat(line.path("name").asString()).isEqualTo("도마");
    assertThat(line.path("categoryId").asString()).isEqualTo(category);
    assertThat(line.at("/unitPrice/amount").asLong()).isEqualTo(10_000);
    assertThat(line.at("/unitPrice/currency").asString()).isEqualTo("KRW");
    assertThat(line.path("quantity").asInt()).isEqualTo(2);
    assertThat(product.stock(id)).isEqualTo(3);
  }

  @Test
  void answersCurrentPricesAndKeepsNothing() {
    Map<String, Object> board = ProductInstance.product("도마", 5);
    String id = product.register(board).expect(201).id();

    JsonNode line = prices(id, 9).expect(200).body().at("/lines/0");
    assertThat(line.path("productId").asString()).isEqualTo(id);
    assertThat(line.path("sku").asString()).isEqualTo(board.get("sku"));
    assertThat(line.at("/unitPrice/amount").asLong()).isEqualTo(10_000);
    assertThat(line.path("quantity").asInt()).isEqualTo(9);
    assertThat(product.stock(id)).isEqualTo(5);

    String unknown = UUID.randomUUID().toString();
    Answer refused = prices(unknown, 1).expect(404);
    assertThat(refused.code()).isEqualTo("product_not_found");
    assertThat(refused.body().at("/productIds/0").asString()).isEqualTo(unknown);
    assertThat(prices(id, 0).expect(400).code()).isEqualTo("validation_failed");
  }

  private Answer prices(String id, int quantity) {
    return product.internal(
        "POST",
        "/internal/prices",
        Map.of("lines", List.of(Map.of("productId", id, "quantity", quantity))));
  }

  @Test
  void twoHundredBuyersOfTwentyPiecesGetTwenty() {
    String id = product.register("마지막 스무 개", 20);
    List<Answer> answers =
        Parallel.all(
            IntStream.range(0, 200)
                .<Callable<Answer>>mapToObj(
                    i -> () -> product.reserve(UUID.randomUUID(), Map.of(id, 1)))
                .toList());
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(20);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .hasSize(180)
        .allMatch(answer -> answer.status() == 409 && answer.code().equals("insufficient_stock"));
    assertThat(product.stock(id)).isZero();
  }

  @Test
  void ordersOfTheSameGoodsInDifferentOrderNeitherBlockNorOversell() {
    List<String> ids = IntStream.range(0, 4).mapToObj(i -> product.register("공 " + i, 30)).toList();
    List<Answer> answers =
        Parallel.all(
            IntStream.range(0, 120)
                .<Callable<Answer>>mapToObj(
                    i ->
                        () -> {
                          Map<String, Integer> lines = new LinkedHashMap<>();
                          for (int j = 0; j < ids.size(); j++) {
                            lines.put(ids.get(i % 2 == 0 ? j : ids.size() - 1 - j), 1);
                          }
                          UUID order = UUID.randomUUID();
                          Answer answer = product.reserve(order, lines);
                          if (answer.status() == 201 && i % 3 == 0) {
                            product.confirm(order).expect(204);
                            product.release(order).expect(204);
                          }
                          return answer;
                        })
                .toList());
    assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
    assertThat(ids).allSatisfy(id -> assertThat(product.stock(id)).isBetween(0L, 30L));
    assertThat(ids.stream().map(product::stock).distinct()).hasSize(1);
  }

  @Test
  void allOfAnOrderIsKeptOrNothing() {
    String plenty = product.register("많다", 100);
    String few = product.register("적다", 1);
    Answer refused =
        product
            .reserve(UUID.randomUUID(), Map.of(plenty, 5, few, 2))
            .expect(409, "insufficient_stock");
    assertThat(refused.text("productId")).isEqualTo(few);
    assertThat(refused.number("available")).isEqualTo(1);
    product
        .reserve(UUID.randomUUID(), Map.of(plenty, 5, UUID.randomUUID().toString(), 1))
        .expect(404, "product_not_found");
    assertThat(product.stock(plenty)).isEqualTo(100);
    assertThat(product.stock(few)).isEqualTo(1);
  }

  @Test
  void theSameOrderGetsTheSameGoodsHoweverOftenItAsks() {
    String id = product.register("한 번만", 10);
    UUID order = UUID.randomUUID();
    List<Answer> answers =
        Parallel.all(
            IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(i -> () -> product.reserve(order, Map.of(id, 3)))
                .toList());
    assertThat(answers).allMatch(answer -> answer.status() == 201);
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(product.stock(id)).isEqualTo(7);
    product.reserve(order, Map.of(id, 4)).expect(409, "reservation_differs");

    product.confirm(order).expect(204);
    product.confirm(order).expect(204);
    assertThat(product.reserve(order, Map.of(id, 3)).expect(201).body())
        .isEqualTo(answers.getFirst().body());
    assertThat(product.stock(id)).isEqualTo(7);
  }

  @Test
  void aPriceIsKeptWithTheGoods() {
    String id = product.register("값이 오르는 것", 10);
    UUID order = UUID.randomUUID();
    product.reserve(order, Map.of(id, 1)).expect(201);
    product
        .change(id, Map.of("version", 0, "price", Map.of("amount", 99_000, "currency", "KRW")))
        .expect(200);
    assertThat(
            product
                .reserve(order, Map.of(id, 1))
                .expect(201)
                .body()
                .at("/lines/0/unitPrice/amount")
                .asLong())
        .isEqualTo(10_000);
  }

  @Test
  void whatIsReleasedComesBackOnce() {
    String id = product.register("취소", 5);
    UUID order = UUID.randomUUID();
    product.reserve(order, Map.of(id, 2)).expect(201);
    product.release(order).expect(204);
    product.release(order).expect(204);
    assertThat(product.stock(id)).isEqualTo(5);
    product.confirm(order).expect(409, "reservation_released");
    product.reserve(order, Map.of(id, 2)).expect(409, "reservation_released");
    assertThat(product.stock(id)).isEqualTo(5);
  }

  @Test
  void whatWasSoldComesBackWhenItsOrderIsCancelled() {
    String id = product.register("반품", 5);
    UUID order = UUID.randomUUID();
    product.reserve(order, Map.of(id, 2)).expect(201);
    product.confirm(order).expect(204);
    assertThat(product.stock(id)).isEqualTo(3);
    Parallel.all(
        IntStream.range(0, 10)
            .<Callable<Answer>>mapToObj(i -> () -> product.release(order))
            .toList());
    assertThat(product.stock(id)).isEqualTo(5);
  }

  @Test
  void confirmingAndReleasingAtOnceEndsInOneOfBoth() {
    String id = product.register("경주", 100);
    List<UUID> orders = IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
    orders.forEach(order -> product.reserve(order, Map.of(id, 1)).expect(201));
    Parallel.all(
        orders.stream()
            .flatMap(
                order ->
                    List.<Callable<Answer>>of(
                        () -> product.confirm(order), () -> product.release(order))
                        .stream())
            .toList());
    assertThat(product.stock(id)).isEqualTo(100);
  }

  @Test
  void aRequestThatComesAfterItsReleaseKeepsNothing() {
    String id = product.register("늦은 요청", 5);
    UUID order = UUID.randomUUID();
    product.release(order).expect(204);
    product.reserve(order, Map.of(id, 1)).expect(409, "reservation_released");
    assertThat(product.stock(id)).isEqualTo(5);
    product.confirm(UUID.randomUUID()).expect(404, "reservation_not_found");
  }

  @Test
  void whatNobodyConfirmsComesBackInTimeHoweverManyInstancesLookAfterIt() {
    String id = product.register("시간 초과", 40);
    try (ProductInstance second =
        ProductInstance.start("--product.reservations.sweep-interval=100ms")) {
      List<UUID> orders = IntStream.range(0, 30).mapToObj(i -> UUID.randomUUID()).toList();
      Parallel.all(
          orders.stream()
              .<Callable<Answer>>map(
                  order -> () -> product.reserve(order, Map.of(id, 1), Duration.ofSeconds(1)))
              .toList());
      await("the goods come back")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(second.stock(id)).isEqualTo(40));
      product.confirm(orders.getFirst()).expect(409, "reservation_expired");
      product.reserve(orders.getFirst(), Map.of(id, 1)).expect(409, "reservation_expired");
      product.release(orders.getFirst()).expect(204);
      assertThat(product.stock(id)).isEqualTo(40);
    }
  }

  @Test
  void whatIsKeptCannotBeCountedOutAndWhatIsNotSoldCannotBeKept() {
    String id = product.register("재고 조사", 10);
    product.reserve(UUID.randomUUID(), Map.of(id, 4)).expect(201);
    product.count(id, -7).expect(409, "insufficient_stock");
    assertThat(product.count(id, -6).expect(200).number("stock")).isZero();
    assertThat(product.count(id, 5).expect(200).number("onHand")).isEqualTo(9);
    product.change(id, Map.of("version", 0, "status", "PAUSED")).expect(200);
    product.reserve(UUID.randomUUID(), Map.of(id, 1)).expect(404, "product_not_found");
  }

  @Test
  void theLedgerIsNeverRewritten() {
    product.register("장부", 3);
    for (String change :
        List.of("update stock_entry set delta = delta + 1", "delete from stock_entry")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> TestEnvironment.shared().database().sql(change).update())
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void badRequestsAreExplained() {
    String id = product.register("잘못된 요청", 3);
    product.reserve(UUID.randomUUID(), Map.of(id, 0)).expect(400, "validation_failed");
    product.reserve(UUID.randomUUID(), Map.of()).expect(400, "validation_failed");
    product
        .reserve(UUID.randomUUID(), Map.of(id, 1), Duration.ofDays(30))
        .expect(400, "ttl_too_long");
    product.send("POST", "/internal/reservations", Map.of(), product.customer(), null).expect(403);
  }
}
