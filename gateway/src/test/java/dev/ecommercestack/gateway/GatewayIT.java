package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may do, and what they may not. */
class GatewayIT extends GatewayITBase {
  GatewayIT() {
    super(true);
  }

  @Test
  void routesPathsToTheirServices() {
    String token = issuer.customer();
    user.on("/api/v1/auth/login", "{\"accessToken\":\"x\"}");
    user.on("/api/v1/users/me", "{\"email\":\"a@example.com\"}");
    order.on("/api/v1/orders/7/cancel", "{}");
    event.on("/api/v1/campaigns/7/claims", StubService.json(202, "{\"claimId\":\"c\"}"));

    assertThat(gateway.post("/api/v1/auth/login", null, "{\"a\":1}").status()).isEqualTo(200);
    assertThat(gateway.get("/api/v1/users/me", token).body()).contains("a@example.com");
    assertThat(gateway.get("/api/v1/products?query=%EB%8B%A8&limit=2").status()).isEqualTo(200);
    assertThat(gateway.post("/api/v1/orders/7/cancel", token, "{}").status()).isEqualTo(200);
    assertThat(gateway.post("/api/v1/campaigns/7/claims", token, "{}").status()).isEqualTo(202);

    StubService.ReceivedRequest login = user.seen("/api/v1/auth/login").getFirst();
    assertThat(login.body()).isEqualTo("{\"a\":1}");
    List<StubService.ReceivedRequest> searches = new ArrayList<>(product.seen("/api/v1/products"));
    searches.addAll(otherProduct.seen("/api/v1/products"));
    assertThat(searches)
        .singleElement()
        .satisfies(
            search -> assertThat(search.uri().getRawQuery()).isEqualTo("query=%EB%8B%A8&limit=2"));
    assertThat(order.seen("/api/v1/orders/7/cancel").getFirst().headers().get("Authorization"))
        .containsExactly("Bearer " + token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/audit",
        "/internal/reservations",
        "/api/v1/internal/audit",
        "/actuator",
        "/actuator/env",
        "/actuator/health",
        "/actuator/gateway/routes",
        "/v3/api-docs",
        "/eureka/apps",
        "/admin/eureka/eureka/apps",
        "/api/v1/unheard-of",
        "/error"
      })
  void answers404ForInternalPaths(String path) {
    Answer answer = gateway.get(path, issuer.admin());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/products/../../../internal/audit",
        "/api/v1/products/%2e%2e/%2e%2e/%2e%2e/internal/audit",
        "/api/v1/products/..%2f..%2f..%2finternal%2faudit",
        "/api/v1/products/..%252f..%252finternal",
        "/api/v1/products/..;/..;/internal/audit",
        "/api/v1/products/..\\..\\internal",
        "/api/v1/products/..%5c..%5cinternal",
        "//internal/audit",
        "/api/v1/products//internal",
        "/api/v1/products/./1",
        "/api/v1/products/1;jsessionid=2",
        "/api/v1/products/%00",
        "/api/v1/products/%0d%0aX-Internal:%201"
      })
  void refusesAmbiguousPaths(String path) throws Exception {
    assertThat(gateway.raw("GET " + path)).containsPattern(" (400|404) ");
    for (StubService service : services) {
      assertThat(service.seen("/internal/audit")).isEmpty();
      assertThat(service.seen("/internal")).isEmpty();
    }
    assertThat(product.seen("/api/v1/products/1")).isEmpty();
  }

  @Test
  void ignoresHostOfAbsoluteRequestUri() throws Exception {
    assertThat(gateway.raw("GET http://user/internal/audit")).contains(" 404 ");
    assertThat(user.seen("/internal/audit")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: x:99999999",
        "Host: x:65536",
        "Host: a b/c@d",
        "Host: x:",
        "Host:",
        "Host: a\r\nHost: b"
      })
  void rejectsInvalidHost(String headers) throws Exception {
    assertThat(gateway.raw("GET /", headers)).contains(" 400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: shop.example:65535", "Host: [::1]:8080", "Host: SHOP_1"})
  void acceptsHostWithPort(String headers) throws Exception {
    assertThat(gateway.raw("GET /", headers)).contains(" 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api", "/assets/shop.js", "/api/v1/home", "/api/v1/openapi.json"})
  void answersHeadLikeGet(String path) {
    Answer get = gateway.get(path);
    Answer head = gateway.send(gateway.request(path).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/home?limit=5, limit",
    "/api/v1/openapi.json?x, x",
    "/api/v1/me/overview?%ff=1, %ff",
    "/api/v1/parking-lots?service=user&limit=1, service"
  })
  void rejectsQueryParameterOfItsOwnEndpoints(String path, String name) {
    Answer get = gateway.get(path, issuer.admin());
    assertThat(get.status()).isEqualTo(400);
    assertThat(get.code()).isEqualTo("validation_failed");
    assertThat(get.json().at("/fields/0/field").asString()).isEqualTo(name);
    assertThat(get.json().at("/fields/0/message").asString())
        .isEqualTo("is unknown; there are no parameters here");
    Answer head =
        gateway.send(
            gateway
                .request(path)
                .header("Authorization", "Bearer " + issuer.admin())
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(400);
  }

  @Test
  void acceptsAnyParameterOfPages() {
    assertThat(gateway.get("/?utm_source=mail").status()).isEqualTo(200);
  }

  @Test
  void requiresValidTokenForProtectedPaths() {
    Instant past = Instant.now().minusSeconds(3600);
    List<String> bad =
        List.of(
            "nonsense",
            new Issuer(issuer.keyId()).customer(),
            new Issuer().customer(),
            issuer.token(Issuer.claims("somebody").expirationTime(Date.from(past))),
            issuer.token(Issuer.claims("somebody").issuer("somebody")),
            issuer.service("order"));
    for (String token : bad) {
      Answer answer = gateway.get("/api/v1/orders", token);
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.code()).isEqualTo("invalid_token");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    Answer nobody = gateway.get("/api/v1/orders");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.code()).isEqualTo("unauthenticated");
    assertThat(order.seen("/api/v1/orders")).isEmpty();
    assertThat(gateway.get("/api/v1/products", "nonsense").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api"})
  void keepsPageHeadersInNotModifiedResponse(String path) {
    Answer page = gateway.get(path);
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';", "style-src 'self';")
        .contains(path.equals("/api") ? "img-src 'self' data:;" : "img-src 'self';");
    Answer again = gateway.send(gateway.request(path).header("If-None-Match", page.header("ETag")));
    assertThat(again.status()).isEqualTo(304);
    for (String header : List.of("Content-Security-Policy", "Cache-Control")) {
      assertThat(again.header(header)).as(header).isEqualTo(page.header(header));
    }
  }

  @Test
  void acceptsLoginWithExpiredToken() {
    user.on("/api/v1/auth/refresh", "{}");
    Instant past = Instant.now().minusSeconds(3600);
    String expired = issuer.token(Issuer.claims("somebody").expirationTime(Date.from(past)));
    assertThat(gateway.post("/api/v1/auth/refresh", expired, "{}").status()).isEqualTo(200);
    assertThat(user.seen("/api/v1/auth/refresh").getFirst().headers())
        .doesNotContainKey("Authorization");
  }

  @Test
  void passesOnlyDeviceCookieAndOnlyToLogin() {
    String cookies = "a=b; ecommerce-stack-device=x_-1.y; ecommerce-stack-admin=token";
    user.on(
        "/api/v1/auth/signup",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "ecommerce-stack-device=z; HttpOnly");
          StubService.json(201, "{}").to(exchange);
        });
    product.on("/api/v1/categories", "[]");
    otherProduct.on("/api/v1/categories", "[]");
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/auth/signup")
                .header("Cookie", cookies)
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.header("Set-Cookie")).isEqualTo("ecommerce-stack-device=z; HttpOnly");
    assertThat(user.seen("/api/v1/auth/signup").getFirst().headers().get("Cookie"))
        .containsExactly("ecommerce-stack-device=x_-1.y");

    gateway.send(gateway.request("/api/v1/categories").header("Cookie", cookies));
    List<StubService.ReceivedRequest> others = new ArrayList<>(product.seen("/api/v1/categories"));
    others.addAll(otherProduct.seen("/api/v1/categories"));
    assertThat(others)
        .singleElement()
        .satisfies(seen -> assertThat(seen.headers().containsKey("Cookie")).isFalse());
  }

  @Test
  void removesInternalHeadersOfClients() {
    order.on("/api/v1/orders", "{\"items\":[]}");
    gateway.send(
        gateway
            .request("/api/v1/orders")
            .header("Authorization", "Bearer " + issuer.customer())
            .header("X-Forwarded-For", "1.2.3.4")
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Prefix", "/evil")
            .header("Forwarded", "for=1.2.3.4")
            .header("X-User-Id", "admin")
            .header("X-Internal-Token", "t")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("Cookie", "a=b")
            .header("Idempotency-Key", "k"));
    var headers = order.seen("/api/v1/orders").getFirst().headers();
    assertThat(headers.get("X-Forwarded-For")).hasSize(1).doesNotContain("1.2.3.4");
    assertThat(headers.getFirst("X-Forwarded-Host")).isEqualTo("localhost:" + gateway.port());
    assertThat(headers.getFirst("Idempotency-Key")).isEqualTo("k");
    for (String name :
        List.of(
            "Forwarded",
            "X-Forwarded-Prefix",
            "X-User-Id",
            "X-Internal-Token",
            "X-HTTP-Method-Override",
            "Cookie")) {
      assertThat(headers.containsKey(name)).as(name).isFalse();
    }
  }

  @Test
  void ignoresUpgradeToWebSocket() throws Exception {
    String status =
        gateway.raw(
            """
            GET /api/v1/products HTTP/1.1\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            X-Last:""");
    assertThat(status).contains(" 200 ");
  }

  @Test
  void refusesLargeBodies() {
    String large = "x".repeat(11 * 1024);
    order.on("/api/v1/orders", "{}");
    Answer announced = gateway.post("/api/v1/orders", issuer.customer(), large);
    assertThat(announced.status()).isEqualTo(413);
    Answer chunked =
        gateway.send(
            gateway
                .request("/api/v1/orders")
                .header("Authorization", "Bearer " + issuer.customer())
                .POST(
                    BodyPublishers.ofInputStream(
                        () ->
                            new java.io.ByteArrayInputStream(
                                large.getBytes(StandardCharsets.UTF_8)))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.code()).isEqualTo("body_too_large");
    assertThat(order.seen("/api/v1/orders")).isEmpty();
  }

  @Test
  void allowsConfiguredOriginsOnly() {
    Answer allowed =
        gateway.send(
            gateway
                .request("/api/v1/orders")
                .header("Origin", "https://partner.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key,if-match")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://partner.example");
    Answer refused =
        gateway.send(
            gateway
                .request("/api/v1/orders")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.code()).isEqualTo("cors_rejected");
    Answer simple =
        gateway.send(gateway.request("/api/v1/home").header("Origin", "https://partner.example"));
    assertThat(simple.header("Access-Control-Allow-Origin")).isEqualTo("https://partner.example");
    assertThat(simple.header("Access-Control-Expose-Headers")).contains("ETag");
    Answer foreign =
        gateway.send(gateway.request("/api/v1/home").header("Origin", "https://evil.example"));
    assertThat(foreign.status()).isEqualTo(200);
    assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
  }
}
