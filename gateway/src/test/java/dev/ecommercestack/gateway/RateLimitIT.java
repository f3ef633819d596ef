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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits on a real Redis, and without one. */
class RateLimitIT {
  private final Issuer issuer = new Issuer();
  private StubService stub;

  @BeforeEach
  void start() {
    stub = StubService.start();
    stub.on("/.well-known/jwks.json", issuer.keySet());
    stub.on("/api/v1/orders", "{\"items\":[]}");
    stub.on("/api/v1/products", "{\"items\":[]}");
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void limitsEachCallerAndPassesRequestsWithoutRedis() {
    try (RedisServer redis = RedisServer.start();
        Gateway one = gateway(redis);
        Gateway other = gateway(redis)) {
      String customer = issuer.customer();
      List<Answer> answers =
          IntStream.range(0, 10)
              .mapToObj(i -> (i % 2 == 0 ? one : other).get("/api/v1/orders", customer))
              .toList();
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(3, 6);
      Answer refused =
          answers.stream().filter(answer -> answer.status() != 200).findFirst().orElseThrow();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too_many_requests");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();

      assertThat(one.get("/api/v1/orders", issuer.customer()).status()).isEqualTo(200);
      assertThat(one.get("/api/v1/products").status()).isEqualTo(200);
      assertThat(one.get("/").status()).isEqualTo(200);
      await("the bucket fills again")
          .atMost(Duration.ofSeconds(30))
          .until(() -> one.get("/api/v1/orders", customer).status() == 200);

      redis.close();
      for (int i = 0; i < 8; i++) {
        assertThat(one.get("/api/v1/orders", customer).status()).isEqualTo(200);
      }
      assertThat(one.management("/actuator/health/readiness").status()).isEqualTo(200);
    }
  }

  @Test
  void ignoresClientAddressInHeadersOfClients() {
    try (RedisServer redis = RedisServer.start();
        Gateway gateway = gateway(redis, "spring.main.cloud-platform=kubernetes")) {
      for (String header : List.of("X-Forwarded-For", "X-Real-IP", "True-Client-IP")) {
        assertThat(statuses(gateway, header, "203.0.113.%d"::formatted)).contains(429);
      }
      assertThat(statuses(gateway, "Forwarded", "for=203.0.113.%d"::formatted)).contains(429);
    }
  }

  @Test
  void limitsClientsOfTrustedProxyByForwardedAddress() {
    try (RedisServer redis = RedisServer.start();
        Gateway gateway = gateway(redis, "gateway.trusted-proxies=127.0.0.0/8,::1/128")) {
      assertThat(statuses(gateway, "X-Forwarded-For", "203.0.113.%d, 198.51.100.1"::formatted))
          .contains(429);
      assertThat(statuses(gateway, "X-Forwarded-For", "2001:db8::%d"::formatted)).contains(429);
      assertThat(statuses(gateway, "X-Forwarded-For", "203.0.113.%d"::formatted)).containsOnly(200);
    }
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

  private Gateway gateway(RedisServer redis, String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    for (String service : List.of("user", "product", "event", "order")) {
      settings.addAll(Gateway.instances(service, stub));
    }
    settings.add("gateway.ratelimit.requestspersecond=1");
    settings.add("gateway.ratelimit.burst=3");
    settings.add("spring.data.redis.host=" + redis.host());
    settings.add("spring.data.redis.port=" + redis.port());
    settings.add("redis-username=" + redis.admin().username());
    settings.add("redis-password=" + redis.admin().password());
    return Gateway.start(settings);
  }
}
