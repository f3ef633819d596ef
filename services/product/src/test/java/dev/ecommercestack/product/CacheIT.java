package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.brokers.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CacheIT {
  private final ProductInstance product = ProductInstance.shared();

  @Test
  void everyInstanceShowsAChangeAtOnce() {
    String name = "값 " + UUID.randomUUID();
    String id = product.register(name, 5);
    try (ProductInstance second = ProductInstance.start()) {
      for (int version = 0; version < 20; version++) {
        long price = 1_000 + version;
        ProductInstance writer = version % 2 == 0 ? product : second;
        ProductInstance reader = version % 2 == 0 ? second : product;
        assertThat(reader.product(id).expect(200).number("version")).isEqualTo(version);
        assertThat(reader.search(name, "").ids()).containsExactly(id);
        writer
            .change(
                id, Map.of("version", version, "price", Map.of("amount", price, "currency", "KRW")))
            .expect(200);
        assertThat(reader.product(id).body().at("/price/amount").asLong()).isEqualTo(price);
        assertThat(reader.search(name, "").body().at("/items/0/price/amount").asLong())
            .isEqualTo(price);
      }
      second.send("DELETE", "/api/v1/products/" + id, null, second.admin(), null).expect(204);
      product.product(id).expect(404);
      assertThat(product.search(name, "").ids()).isEmpty();
    }
  }

  @Test
  void whatWasReadIsRememberedButNeverItsStock() {
    String name = "재고 " + UUID.randomUUID();
    String id = product.register(name, 5);
    product.search(name, "").expect(200);
    double items = hits("item");
    double lists = hits("list");
    product.reserve(UUID.randomUUID(), Map.of(id, 2)).expect(201);
    assertThat(product.product(id).number("stock")).isEqualTo(3);
    assertThat(product.search(name, "").body().at("/items/0/stock").asInt()).isEqualTo(3);
    assertThat(hits("item")).isGreaterThan(items);
    // The registration's own fact may just have made the list one of the past.
    await("a list that is remembered")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              product.search(name, "").expect(200);
              return hits("list") > lists;
            });
  }

  private double hits(String kind) {
    return product.metric("product_cache_total", "kind=\"" + kind + "\"", "result=\"hit\"");
  }

  @Test
  void withoutRedisEverythingWorks() {
    String[] nowhere = {"--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=1"};
    try (ProductInstance alone = ProductInstance.start(nowhere)) {
      assertThat(alone.health("readiness")).isEqualTo(200);
      String name = "홀로 " + UUID.randomUUID();
      String id = alone.register(name, 5);
      alone.change(id, Map.of("version", 0, "name", name + " 새")).expect(200);
      assertThat(alone.product(id).expect(200).text("name")).isEqualTo(name + " 새");
      assertThat(alone.search(name, "").expect(200).ids()).containsExactly(id);
    }
  }

  @Test
  void redisMayDieWhilePeopleRead() {
    RedisServer redis = RedisServer.start();
    String[] own = {
      "--spring.data.redis.host=" + redis.host(),
      "--spring.data.redis.port=" + redis.port(),
      "--redis-username=" + redis.admin().username(),
      "--redis-password=" + redis.admin().password(),
      "--product.cache.pause=1s",
      "--spring.data.redis.username=" + redis.admin().username(),
      "--spring.data.redis.password=" + redis.admin().password()
    };
    try (ProductInstance instance = ProductInstance.start(own)) {
      String id = instance.register("끊김", 5);
      instance.product(id).expect(200);
      redis.close();
      Instant before = Instant.now();
      for (int i = 0; i < 20; i++) {
        instance.product(id).expect(200);
      }
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
      instance.change(id, Map.of("version", 0, "name", "없어도")).expect(200);
      assertThat(instance.product(id).text("name")).isEqualTo("없어도");
    }
  }

  @Test
  void aChangeThatItsWriterCouldNotTellIsHeardOfAsAFact() {
    String id = product.register("전에", 5);
    product.product(id).expect(200);
    // This instance commits, but reaches no Redis: as one that dies between the two.
    try (ProductInstance cut = ProductInstance.start("--spring.data.redis.port=1")) {
      cut.change(id, Map.of("version", 0, "name", "뒤에")).expect(200);
      await("the others' cache is renewed")
          .atMost(Duration.ofSeconds(50))
          .untilAsserted(() -> assertThat(product.product(id).text("name")).isEqualTo("뒤에"));
    }
  }
}
