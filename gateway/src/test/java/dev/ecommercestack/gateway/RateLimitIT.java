package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.brokers.RedisServer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits with a real Redis, and without one. */
class RateLimitIT {
  private final Issuer issuer = new Issuer();
  private StubService stub;

  @BeforeEach
  void start() {
    stub = StubService.start();
    stub.on("/.well-known/jwks.json", issuer.keySet());
    stub.on("/api/v1/orders", "{\"items\":[]}");
    stub.on("/api/v1/products", "{\"items\":[]}");
    stub.on("/api/v1/auth/login", "{}");
    stub.on("/api/v1/auth/refresh", "{}");
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void limitsEachAccountAndAllAccountsOfAnAddressAtAllGateways() {
    String[] limits = {
      "gateway.rate-limits.per-account.read.requests-per-minute=60",
      "gateway.rate-limits.per-account.read.burst=3",
      "gateway.rate-limits.per-address.read.requests-per-minute=60",
      "gateway.rate-limits.per-address.read.burst=9",
      "gateway.rate-limits.per-account.write.requests-per-minute=60",
      "gateway.rate-limits.per-account.write.burst=40"
    };
    try (RedisServer redis = RedisServer.start();
        Gateway one = gateway(redis, limits);
        Gateway other = gateway(redis, limits)) {
      List<Gateway> both = List.of(one, other);
      String customer = issuer.customer();
      List<Answer> answers = reads(10, i -> both.get(i % 2), _ -> customer);
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(3, 6);
      Answer refused =
          answers.stream().filter(answer -> answer.status() != 200).findFirst().orElseThrow();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too_many_requests");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(one.get("/").status()).as("a file of the pages").isEqualTo(200);
      await("the bucket fills again")
          .atMost(Duration.ofSeconds(30))
          .until(() -> one.get("/api/v1/orders", customer).status() == 200);

      assertThat(reads(30, i -> both.get(i % 2), _ -> issuer.customer()))
          .as("one request of each of 30 accounts")
          .filteredOn(answer -> answer.status() == 200)
          .hasSizeBetween(3, 20);

      String seller = issuer.customer();
      assertThat(
              IntStream.range(0, 80)
                  .mapToObj(i -> both.get(i % 2).post("/api/v1/orders", seller, "{}")))
          .as("gateways take some tokens at once")
          .filteredOn(answer -> answer.status() == 200)
          .hasSizeBetween(33, 60);
    }
  }

  @Test
  void limitsByDefaultAlsoWithoutRedis() {
    try (Gateway gateway =
        gateway(
            "spring.data.redis.port=1",
            "gateway.rate-limits.per-address.invalid-token.requests-per-minute=60",
            "gateway.rate-limits.per-address.invalid-token.burst=5")) {
      String customer = issuer.customer();
      assertThat(gateway.get("/api/v1/orders", customer).status()).isEqualTo(200);
      assertThat(IntStream.range(0, 60).mapToObj(_ -> gateway.get("/api/v1/products").status()))
          .as("what a few pages need")
          .containsOnly(200);
      assertThat(logins(gateway, 30)).as("logins at once").contains(200, 429);
      assertThat(gateway.post("/api/v1/auth/refresh", null, "{}").status()).isEqualTo(200);
      assertThat(gateway.management("/actuator/prometheus").body())
          .containsPattern("gateway_ratelimit_local_total\\{.*} [1-9]")
          .containsPattern("gateway_ratelimit_refused_total\\{.*limit=\"login\".*} [1-9]");
      assertThat(gateway.management("/actuator/health/readiness").status()).isEqualTo(200);

      assertThat(
              IntStream.range(0, 30)
                  .mapToObj(_ -> gateway.get("/api/v1/orders", "not a token").status()))
          .as("invalid tokens, which are not checked any more after some")
          .contains(401, 429);
      assertThat(gateway.get("/api/v1/orders", customer).status())
          .as("a token of the same address that is known to be valid")
          .isEqualTo(200);
    }
  }

  @Test
  void hasNoLimitsWhereTheyAreDisabled() {
    try (Gateway gateway =
        gateway("spring.data.redis.port=1", "gateway.rate-limits.enabled=false")) {
      assertThat(logins(gateway, 30)).containsOnly(200);
    }
  }

  @Test
  void ignoresClientAddressInHeadersOfClients() {
    try (RedisServer redis = RedisServer.start();
        Gateway gateway = gateway(redis, forAddress("spring.main.cloud-platform=kubernetes"))) {
      for (String header : List.of("X-Forwarded-For", "X-Real-IP", "True-Client-IP")) {
        assertThat(statuses(gateway, header, "203.0.113.%d"::formatted)).contains(429);
      }
      assertThat(statuses(gateway, "Forwarded", "for=203.0.113.%d"::formatted)).contains(429);
    }
  }

  @Test
  void limitsClientsOfTrustedProxyByForwardedAddress() {
    try (RedisServer redis = RedisServer.start();
        Gateway gateway =
            gateway(
                redis,
                forAddress(
                    "gateway.trusted-proxies=127.0.0.0/8,::1/128",
                    "gateway.rate-limits.per-address.any.requests-per-minute=60",
                    "gateway.rate-limits.per-address.any.burst=15"))) {
      assertThat(statuses(gateway, "X-Forwarded-For", "203.0.113.%d, 198.51.100.1"::formatted))
          .contains(429);
      assertThat(statuses(gateway, "X-Forwarded-For", "2001:db8::%d"::formatted)).contains(429);
      assertThat(statuses(gateway, "X-Forwarded-For", "203.0.113.%d"::formatted)).containsOnly(200);
      assertThat(
              IntStream.range(0, 40)
                  .mapToObj(
                      i ->
                          gateway.send(
                              gateway
                                  .request(i % 2 == 0 ? "/nothing" : "/api/v1/%2e")
                                  .header("X-Forwarded-For", "198.51.100.2"))))
          .extracting(Answer::status)
          .as("requests that are refused anyway")
          .contains(404, 400, 429);
    }
  }

  private List<Answer> reads(int count, IntFunction<Gateway> gateway, IntFunction<String> token) {
    return IntStream.range(0, count)
        .mapToObj(i -> gateway.apply(i).get("/api/v1/orders", token.apply(i)))
        .toList();
  }

  private static List<Integer> logins(Gateway gateway, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> gateway.post("/api/v1/auth/login", null, "{}").status())
        .toList();
  }

  private static List<Integer> statuses(Gateway gateway, String header, IntFunction<String> value) {
    return IntStream.rangeClosed(1, 12)
        .mapToObj(
            i ->
                gateway
                    .send(gateway.request("/api/v1/products").header(header, value.apply(i)))
                    .status())
        .toList();
  }

  private static String[] forAddress(String... more) {
    return Stream.concat(
            Stream.of(
                "gateway.rate-limits.per-address.read.requests-per-minute=60",
                "gateway.rate-limits.per-address.read.burst=3"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Gateway gateway(RedisServer redis, String... more) {
    return gateway(
        Stream.concat(
                Stream.of(more),
                Stream.of(
                    "spring.data.redis.host=" + redis.host(),
                    "spring.data.redis.port=" + redis.port(),
                    "redis-username=" + redis.admin().username(),
                    "redis-password=" + redis.admin().password()))
            .toArray(String[]::new));
  }

  private Gateway gateway(String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    for (String service : List.of("user", "product", "event", "order")) {
      settings.addAll(Gateway.instances(service, stub));
    }
    return Gateway.start(settings);
  }
}
