package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that many clients share, with a cache that keeps them for longer than a test takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseCacheIT {
  private static final String SHARED = "max-age=0, must-revalidate, s-maxage=1";
  private static final String LONG = "{\"text\":\"" + "상품 ".repeat(1000) + "\"}";

  private final Issuer issuer = new Issuer();
  private final StubService stub = StubService.start();
  private final Gateway gateway;

  ResponseCacheIT() {
    stub.on("/.well-known/jwks.json", issuer.keySet());
    List<String> settings = new ArrayList<>();
    for (String service : List.of("user", "product", "event", "order")) {
      settings.addAll(Gateway.instances(service, stub));
    }
    settings.add("spring.data.redis.port=1");
    settings.add("gateway.shared-responses=10m");
    gateway = Gateway.start(settings);
  }

  @AfterAll
  void stop() {
    gateway.close();
    stub.close();
  }

  private static StubService.Answer answer(int status, String body, Map<String, String> headers) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private static StubService.Answer shared(String body) {
    return answer(200, body, Map.of("Cache-Control", SHARED));
  }

  @Test
  void twoReadsMakeOneRequestToService() {
    String path = "/api/v1/campaigns/two";
    stub.on(path, shared("{\"id\":\"two\"}"));
    for (int i = 0; i < 2; i++) {
      Answer answer = gateway.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"id\":\"two\"}");
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo(SHARED);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(stub.seen(path)).hasSize(1);
  }

  @Test
  void homeIsReadOnceUnlessPartsAreMissing() {
    stub.on("/api/v1/products", "{\"items\":[]}");
    stub.on("/api/v1/discounts", StubService.json(500, "{}"));
    stub.on("/api/v1/campaigns", "{\"items\":[]}");
    stub.forget();
    assertThat(gateway.get("/api/v1/home").json().path("unavailable")).hasSize(1);
    stub.on("/api/v1/discounts", "{\"items\":[]}");
    for (int i = 0; i < 3; i++) {
      assertThat(gateway.get("/api/v1/home").json().path("unavailable")).isEmpty();
    }
    assertThat(stub.seen("/api/v1/discounts")).hasSize(2);
    assertThat(gateway.management("/actuator/prometheus").body())
        .contains("gateway_response_cache_total");
  }

  @Test
  void readsAtTheSameTimeShareOneRequest() throws Exception {
    String path = "/api/v1/products/same";
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stub.on(
        path,
        exchange -> {
          asked.countDown();
          await().until(() -> go.getCount() == 0);
          shared("{\"id\":\"same\"}").to(exchange);
        });
    CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> gateway.get(path));
    asked.await();
    List<CompletableFuture<Answer>> others =
        IntStream.range(0, 3)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> gateway.get(path)))
            .toList();
    go.countDown();
    assertThat(first.get().status()).isEqualTo(200);
    for (CompletableFuture<Answer> other : others) {
      assertThat(other.get().body()).isEqualTo("{\"id\":\"same\"}");
    }
    assertThat(stub.seen(path)).hasSize(1);
  }

  @Test
  void neverServesRequestsWithTokenOrQuery() {
    String path = "/api/v1/products/token";
    stub.on(path, shared("{\"for\":\"all\"}"));
    gateway.get(path);
    stub.on(path, answer(200, "{\"for\":\"one\"}", Map.of("Cache-Control", "no-store")));
    assertThat(gateway.get(path, issuer.customer()).body()).isEqualTo("{\"for\":\"one\"}");
    assertThat(gateway.get(path + "?x=1").body()).isEqualTo("{\"for\":\"one\"}");
    assertThat(gateway.get(path).body()).isEqualTo("{\"for\":\"all\"}");
    assertThat(gateway.get(path, "no token").status()).isEqualTo(401);
    assertThat(stub.seen(path)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: no-store, s-maxage=1",
        "Cache-Control: private, s-maxage=1",
        "Cache-Control: max-age=60",
        "Cache-Control: s-maxage=0",
        "Set-Cookie: a=b",
        "Vary: Cookie",
        "Content-Encoding: zstd"
      })
  void keepsOnlyResponsesThatAllowIt(String header) {
    String path = "/api/v1/products/header";
    String[] parts = header.split(": ");
    Map<String, String> headers = new java.util.HashMap<>(Map.of("Cache-Control", SHARED));
    headers.put(parts[0], parts[1]);
    stub.on(path, answer(200, "{}", headers));
    stub.forget();
    gateway.get(path);
    gateway.get(path);
    assertThat(stub.seen(path)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500})
  void keepsNoErrors(int status) {
    String path = "/api/v1/campaigns/error" + status;
    stub.on(path, answer(status, "{\"code\":\"x\"}", Map.of("Cache-Control", SHARED)));
    assertThat(gateway.get(path).status()).isEqualTo(status);
    stub.on(path, shared("{}"));
    assertThat(gateway.get(path).status()).isEqualTo(200);
  }

  @Test
  void answersHeadAndConditionalRequests() throws Exception {
    String path = "/api/v1/campaigns/head";
    stub.on(path, shared(LONG));
    Answer head =
        gateway.send(gateway.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    String tag = gateway.get(path).header("ETag");
    assertThat(tag).startsWith("W/\"").isEqualTo(head.header("ETag"));

    Answer same = gateway.send(gateway.request(path).header("If-None-Match", tag));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    Answer other = gateway.send(gateway.request(path).header("If-None-Match", "W/\"0\""));
    assertThat(other.body()).isEqualTo(LONG);

    var gzip = gateway.stream(gateway.request(path).header("Accept-Encoding", "gzip"));
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var body = new GZIPInputStream(gzip.body())) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(LONG);
    }
    assertThat(stub.seen(path)).singleElement().extracting("method").isEqualTo("GET");
  }

  /** The tag of a product is its version, which a change of the stock leaves as it is. */
  @Test
  void keepsEntityTagOfServiceAndNeverAnswers304ByIt() {
    String path = "/api/v1/products/tag";
    stub.on(path, answer(200, "{}", Map.of("Cache-Control", SHARED, "ETag", "\"3\"")));
    for (int i = 0; i < 2; i++) {
      Answer answer = gateway.send(gateway.request(path).header("If-None-Match", "\"3\""));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    }
    assertThat(stub.seen(path)).hasSize(1);
  }
}
