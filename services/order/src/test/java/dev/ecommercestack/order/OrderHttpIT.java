package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.openapi.OpenApiDocument;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP interface for existing orders, and the messages that order sends. */
class OrderHttpIT extends OrderTestBase {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void rejectsBodyOfCancellationWithFields() {
    String order = customer.order(services.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    String path = "/api/v1/orders/" + order + "/cancel";
    customer.post(path, Map.of("reason", "too late")).expect(400, "malformed_request");
    customer.post(path + "?reason=late", Map.of()).expect(400, "validation_failed");
    assertThat(customer.read(order).text("status")).isEqualTo("CONFIRMED");
  }

  @Test
  void showsOrderOnlyToOwnerAndAdministrator() {
    ApiUser admin = administrator();
    String order = customer.order(services.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    ApiUser stranger = ApiUser.customer(environment.issuer(), instance::uri);
    assertThat(stranger.read(order).text("code")).isEqualTo("order_not_found");
    assertThat(stranger.cancel(order).status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/orders?userId=" + customer.id()).body().path("items"))
        .isEmpty();
    assertThat(admin.read(order).status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/orders?userId=" + customer.id()).body().path("items")).hasSize(1);
    assertThat(customer.get("/internal/audit").status()).isEqualTo(403);
  }

  @Test
  void listsOrdersInPagesNewestFirst() {
    UUID product = services.product(5);
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      placed.addFirst(customer.order(product, 1, null));
    }
    Answer first = customer.get("/api/v1/orders?limit=2");
    Answer second = customer.get("/api/v1/orders?limit=2&cursor=" + first.text("nextCursor"));
    List<String> read = new ArrayList<>();
    first.body().path("items").forEach(item -> read.add(item.path("id").asString()));
    second.body().path("items").forEach(item -> read.add(item.path("id").asString()));
    assertThat(read).isEqualTo(placed);
    assertThat(second.body().has("nextCursor")).isFalse();
    placed.forEach(order -> customer.await(order, "CONFIRMED"));
    assertThat(customer.get("/api/v1/orders?status=CONFIRMED").body().path("items")).hasSize(3);
    assertThat(customer.get("/api/v1/orders?status=PENDING").body().path("items")).isEmpty();
  }

  @Test
  void changesAddressUntilShippedAndLetsOnlyAdministratorsFulfil() {
    ApiUser admin = administrator();
    String order = customer.order(services.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    String path = "/api/v1/orders/" + order;
    Map<String, Object> move = Map.of("shippingAddress", ApiUser.address("부산"));
    Answer moved = customer.send("PATCH", path, move, null);
    assertThat(moved.body().at("/shippingAddress/city").asString()).isEqualTo("부산");

    Map<String, Object> shipped = Map.of("status", "SHIPPED");
    Map<String, Object> delivered = Map.of("status", "DELIVERED");
    assertThat(customer.post(path + "/fulfilment", shipped).status()).isEqualTo(403);
    assertThat(admin.post(path + "/fulfilment", delivered).text("code"))
        .isEqualTo("order_not_shipped");
    assertThat(admin.post(path + "/fulfilment", shipped).text("status")).isEqualTo("SHIPPED");
    assertThat(admin.post(path + "/fulfilment", shipped).status()).as("again").isEqualTo(200);
    assertThat(customer.send("PATCH", path, move, null).text("code"))
        .isEqualTo("order_not_changeable");
    assertThat(customer.cancel(order).text("code")).isEqualTo("order_not_cancellable");
    assertThat(admin.post(path + "/fulfilment", delivered).text("status")).isEqualTo("DELIVERED");
    assertThat(admin.post(path + "/fulfilment", Map.of("status", "LOST")).status()).isEqualTo(400);
  }

  @Test
  void changesAddressOnlyOfTheVersionThatIfMatchNames() {
    String order = customer.order(services.product(5), 1, null);
    customer.await(order, "CONFIRMED");
    String read = etag(customer.read(order));
    Answer moved = customer.move(order, "부산", read);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(etag(moved)).isNotEqualTo(read).isEqualTo(etag(customer.read(order)));
    assertThat(etag(moved)).isEqualTo("\"" + moved.number("version") + "\"");

    Answer stale = customer.move(order, "대구", read);
    assertThat(stale.expect(412, "precondition_failed").number("version"))
        .isEqualTo(moved.number("version"));
    assertThat(customer.read(order).body().at("/shippingAddress/city").asString()).isEqualTo("부산");
    Answer cancelled = customer.cancel(order);
    assertThat(etag(cancelled)).as("as it is stored").isNotEqualTo(etag(moved));
  }

  private static String etag(Answer answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void sendsMessagesThatMatchTheirSchemas() {
    UUID coupon = services.coupon(500);
    String order = customer.order(services.product(5), 3, coupon);
    customer.await(order, "CONFIRMED");
    customer.cancel(order);
    customer.awaitSettled(order);
    String rejected = customer.order(services.product(1), 2, null);
    customer.await(rejected, "REJECTED");

    List<String> facts =
        environment
            .database()
            .client()
            .sql(
                "select payload from outbox where transport = 'KAFKA' and order_key in (?, ?) order by id")
            .params(order, rejected)
            .query((row, n) -> row.getString(1))
            .list();
    assertThat(facts.stream().map(f -> JSON.readTree(f).path("type").asString()))
        .containsExactly(
            "order-placed", "order-status-changed", "order-status-changed", "order-status-changed");
    facts.forEach(OrderHttpIT::assertFits);
    List<JsonNode> jobs = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              jobs.clear();
              jobs.addAll(environment.worker().jobs("payment-job", customer.id()));
              jobs.addAll(environment.worker().jobs("notification-job", customer.id()));
              assertThat(jobs.stream().map(j -> j.at("/data/template").asString("")))
                  .contains(
                      "ORDER_CONFIRMED", "ORDER_CANCELLED", "ORDER_REJECTED", "PAYMENT_REFUNDED");
            });
    jobs.forEach(job -> assertFits(job.toString()));
    assertThat(jobs)
        .extracting(job -> job.at("/data/kind").asString(""))
        .contains("CHARGE", "REFUND");
  }

  private static void assertFits(String message) {
    assertThat(MessageSchemas.validate(message)).isEmpty();
  }

  @Test
  void auditReportsMatchingSums() {
    UUID product = services.product(5);
    String order = customer.order(product, 2, null);
    customer.await(order, "CONFIRMED");
    ApiUser auditor = auditor();
    await()
        .untilAsserted(
            () -> {
              JsonNode audit = auditor.get("/internal/audit").body();
              assertThat(audit.path("sagas").isEmpty()).isTrue();
              assertThat(audit.path("unbalanced").asLong(-1)).isZero();
              assertThat(audit.at("/money/0/received")).isEqualTo(audit.at("/money/0/sold"));
              assertThat(audit.path("products").valueStream())
                  .anySatisfy(
                      p -> {
                        assertThat(p.path("productId").asString()).isEqualTo(product.toString());
                        assertThat(p.path("sold").asLong()).isEqualTo(2);
                      });
            });
  }

  @Test
  void servesMetricsAndHealth() {
    assertThat(instance.health("readiness")).isEqualTo(200);
    assertThat(instance.metrics())
        .contains("saga_pending_sagas{", "saga_oldest_age_seconds{", "step=\"COMPENSATING\"");
  }

  @Test
  void apiDocumentIsCurrent() {
    OpenApiDocument.check(instance.send("GET", "/v3/api-docs", null, null), "order");
  }
}
