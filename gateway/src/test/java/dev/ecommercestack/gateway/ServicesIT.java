package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of requests on their way to services. */
class ServicesIT extends GatewayITBase {
  private static final String SESSION = "/internal/session";
  private static final String IMPORT = "/api/v1/products/imports/1";

  ServicesIT() {
    super(false);
  }

  @Test
  void homeCombinesPartsOfServices() {
    JsonNode home = gateway.get("/api/v1/home").json();
    assertThat(home.at("/products/0/id").asString()).isEqualTo("p1");
    assertThat(home.at("/discounts/0/id").asString()).isEqualTo("d1");
    assertThat(home.path("campaigns").isArray()).isTrue();
    assertThat(home.path("unavailable")).isEmpty();
  }

  @Test
  void homeNamesUnavailableParts() {
    event.on("/api/v1/discounts", StubService.json(500, "{}"));
    event.on(
        "/api/v1/campaigns",
        exchange -> {
          pause(3);
          StubService.json(200, "{\"items\":[]}").to(exchange);
        });
    Answer answer = gateway.get("/api/v1/home");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/products/0/id").asString()).isEqualTo("p1");
    assertThat(answer.json().path("discounts").isMissingNode()).isTrue();
    assertThat(answer.json().path("campaigns").isMissingNode()).isTrue();
    assertThat(answer.json().path("unavailable").toString())
        .isEqualTo("[\"discounts\",\"campaigns\"]");
  }

  @Test
  void refusesTokensOfEndedSessionsForOrdersAndAdministrators() {
    order.on("/api/v1/orders", "{}");
    products(IMPORT, "{}");
    String customer = tokenOfSession("CUSTOMER");
    String admin = tokenOfSession("CUSTOMER", "ADMIN");
    user.on(SESSION, "{\"live\":true}");
    assertThat(gateway.post("/api/v1/orders", customer, "{}").status()).isEqualTo(200);
    assertThat(gateway.get(IMPORT, admin).status()).isEqualTo(200);
    assertThat(user.seen(SESSION).getFirst().headers().get("Authorization"))
        .containsExactly("Bearer " + customer);

    user.on(SESSION, "{\"live\":false}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Answer answer = gateway.post("/api/v1/orders", customer, "{}");
              assertThat(answer.status()).isEqualTo(401);
              assertThat(answer.code()).isEqualTo("invalid_token");
              assertThat(gateway.get(IMPORT, admin).status()).isEqualTo(401);
            });
    assertThat(gateway.get("/api/v1/orders", admin).status()).isEqualTo(401);
    assertThat(gateway.get("/api/v1/orders", customer).status()).isEqualTo(200);
    user.on(SESSION, "{\"live\":true}");
    assertThat(gateway.post("/api/v1/orders", customer, "{}").status()).isEqualTo(401);
  }

  @Test
  void acceptsOrdersAndRefusesAdministratorsWhileSessionsCannotBeChecked() {
    order.on("/api/v1/orders", "{}");
    products(IMPORT, "{}");
    user.on(SESSION, StubService.json(503, "{}"));
    assertThat(gateway.post("/api/v1/orders", tokenOfSession("CUSTOMER"), "{}").status())
        .isEqualTo(200);
    Answer refused = gateway.get(IMPORT, tokenOfSession("CUSTOMER", "ADMIN"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("keys_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(product.seen(IMPORT)).isEmpty();
  }

  private String tokenOfSession(String... roles) {
    return issuer.token(
        Issuer.claims(UUID.randomUUID().toString())
            .claim("roles", List.of(roles))
            .claim("sid", UUID.randomUUID().toString()));
  }

  @Test
  void overviewBelongsToCaller() {
    String token = issuer.customer();
    user.on("/api/v1/users/me", "{\"name\":\"김 손님\"}");
    order.on("/api/v1/orders", "{\"items\":[{\"id\":\"o1\"}]}");
    event.on("/api/v1/coupons", "{\"items\":[]}");
    assertThat(gateway.get("/api/v1/me/overview").status()).isEqualTo(401);
    JsonNode overview = gateway.get("/api/v1/me/overview", token).json();
    assertThat(overview.at("/profile/name").asString()).isEqualTo("김 손님");
    assertThat(overview.at("/orders/0/id").asString()).isEqualTo("o1");
    StubService.ReceivedRequest orders = order.seen("/api/v1/orders").getFirst();
    assertThat(orders.headers().getFirst("Authorization")).isEqualTo("Bearer " + token);
  }

  @Test
  void overviewOfAdministratorHasOwnOrdersOnly() throws Exception {
    String admin = issuer.admin();
    gateway.get("/api/v1/me/overview", admin);
    String id = SignedJWT.parse(admin).getJWTClaimsSet().getSubject();
    assertThat(order.seen("/api/v1/orders").getFirst().uri().getQuery().split("&"))
        .contains("userId=" + id);
  }

  @Test
  void retriesReadsAtAnotherInstanceButNoWrites() {
    products("/api/v1/products/1", "{\"id\":\"1\"}");
    product.on("/api/v1/products/1", StubService.json(503, "{}"));
    for (int i = 0; i < 6; i++) {
      assertThat(gateway.get("/api/v1/products/1").status()).isEqualTo(200);
    }
    product.on("/api/v1/products/1", StubService.hangUp());
    for (int i = 0; i < 6; i++) {
      assertThat(gateway.get("/api/v1/products/1").status()).isEqualTo(200);
    }

    order.on("/api/v1/orders", StubService.hangUp());
    Answer lost = gateway.post("/api/v1/orders", issuer.customer(), "{}");
    assertThat(lost.status()).isEqualTo(502);
    assertThat(lost.code()).isEqualTo("answer_lost");
    assertThat(order.seen("/api/v1/orders")).hasSize(1);
    order.on("/api/v1/orders", StubService.json(503, "{\"code\":\"busy\"}"));
    assertThat(gateway.post("/api/v1/orders", issuer.customer(), "{}").code()).isEqualTo("busy");
    assertThat(order.seen("/api/v1/orders")).hasSize(2);
  }

  @Test
  void answers503WhenServiceHasNoInstance() {
    Answer answer = gateway.get("/api/v1/jobs", issuer.admin());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("service_unavailable");
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void answers504WhenServiceIsTooSlow() {
    product.on("/api/v1/products/slow", exchange -> pause(20));
    otherProduct.on("/api/v1/products/slow", exchange -> pause(20));
    Answer answer = gateway.get("/api/v1/products/slow");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.code()).isEqualTo("timeout");
  }

  @Test
  void streamsEventsWithoutDelay() throws Exception {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    event.on(
        "/api/v1/claims/7/events",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write("event: claim\ndata: PENDING\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await(firstWasRead);
          exchange
              .getResponseBody()
              .write("event: claim\ndata: WON\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    var answer =
        gateway.stream(
            gateway
                .request("/api/v1/claims/7/events")
                .header("Authorization", "Bearer " + issuer.customer())
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "gzip"));
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("event: claim");
      assertThat(lines.readLine()).isEqualTo("data: PENDING");
      firstWasRead.countDown();
      assertThat(lines.lines()).contains("data: WON");
    }
  }

  @Test
  void startsTraceOfItsOwnForClient() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    order.on("/api/v1/orders", "{\"items\":[]}");
    for (int i = 0; i < 20; i++) {
      gateway.send(
          gateway
              .request("/api/v1/orders")
              .header("Authorization", "Bearer " + issuer.customer())
              .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
    }
    List<String> sent =
        order.seen("/api/v1/orders").stream()
            .map(request -> String.valueOf(request.headers().getFirst("traceparent")))
            .toList();
    assertThat(sent).hasSize(20).allMatch(it -> it.startsWith("00-") && !it.contains(trace));
    assertThat(sent).as("one of ten is sampled, not each").anyMatch(it -> it.matches(".*[02]"));
    Answer problem =
        gateway.send(
            gateway
                .request("/api/v1/nothing")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
    assertThat(problem.json().path("traceId").asString()).hasSize(32).isNotEqualTo(trace);
  }

  @Test
  void servesOpenApiDocument() {
    JsonNode document = gateway.get("/api/v1/openapi.json").json();
    assertThat(document.path("paths").has("/api/v1/home")).isTrue();
    assertThat(document.path("paths").has("/api/v1/products/{id}")).isTrue();
  }

  @Test
  void servesHealthOnManagementPort() {
    Answer ready = gateway.management("/actuator/health/readiness");
    assertThat(ready.status()).as(ready.body()).isEqualTo(200);
    assertThat(gateway.management("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(gateway.management("/actuator/prometheus").body()).contains("http_server_requests");
    assertThat(gateway.management("/actuator/info").json().at("/build/commit").asText())
        .isNotEmpty();
  }

  /** Its backing services by the contract are Redis alone, which is not there. */
  @Test
  void dependenciesMatchTopology() {
    RequiredBackings needs = RequiredBackings.of(Topology.load(), "gateway");
    assertThat(needs).isEqualTo(new RequiredBackings(false, false, true, false));
    for (int call = 0; call < 3; call++) {
      Answer answer = gateway.management("/actuator/health/dependencies");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("components").toString())
          .isEqualTo("{\"redis\":{\"status\":\"DOWN\"}}");
    }
    assertThat(gateway.management("/actuator/health/routes").json().path("details").has("missing"))
        .isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("kafka-"));
  }

  private static void pause(int seconds) {
    await(new CountDownLatch(1), seconds);
  }

  private static void await(CountDownLatch latch) {
    await(latch, 30);
  }

  private static void await(CountDownLatch latch, int seconds) {
    try {
      latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
