package dev.ecommercestack.event.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.cache.OptionalRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.ExpirationOptions;
import org.springframework.data.redis.core.ExpireChanges;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.types.Expiration;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class ReadCacheIT {
  /** Redis stops answering right after an answer was stored. */
  private static final class Interrupted extends StringRedisTemplate {
    Interrupted(StringRedisTemplate real) {
      super(Objects.requireNonNull(real.getConnectionFactory()));
    }

    @Override
    public ExpireChanges.@Nullable ExpiryChangeState expire(
        String key, Expiration expiration, ExpirationOptions options) {
      throw new QueryTimeoutException("no answer");
    }
  }

  @Test
  void storesNoValueWithoutExpiry() {
    try (ServiceInstance instance = TestEnvironment.shared().start("event.issuer.enabled=false")) {
      StringRedisTemplate redis = instance.bean(StringRedisTemplate.class);
      EventSettings settings = instance.bean(EventSettings.class);
      ReadCache cache =
          new ReadCache(
              new Interrupted(redis),
              new OptionalRedis(Clock.systemUTC(), settings.cache().pause()),
              JsonMapper.shared(),
              settings);
      String group = UUID.randomUUID().toString();
      TypeReference<List<Integer>> type = new TypeReference<>() {};
      assertThat(cache.get(group, "a", type, () -> List.of(1))).containsExactly(1);
      assertThat(cache.get(group, "a", type, () -> List.of(2))).as("kept").containsExactly(1);
      assertThat(redis.getExpire("event:cache:" + group))
          .isBetween(1L, Duration.ofSeconds(5).toSeconds());
      cache.get(group, "b", type, () -> List.of(3));
      assertThat(redis.opsForHash().size("event:cache:" + group)).isEqualTo(2);
    }
  }
}
