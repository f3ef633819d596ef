package dev.ecommercestack.event.cache;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.platform.cache.OptionalRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A cache in Redis for responses that are read much more often than they change. */
@Component
public class ReadCache {
  private static final String KEY_PREFIX = "event:cache:";

  /**
   * Stores a value and its expiry in one step: a value without an expiry would be returned for
   * ever. The expiry is set only if the group has none: otherwise new values would keep old ones
   * alive.
   */
  private static final RedisScript<Long> STORE_SCRIPT =
      new DefaultRedisScript<>(
          """
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
          return redis.call('PEXPIRE', KEYS[1], ARGV[3], 'NX')
          """,
          Long.class);

  private final StringRedisTemplate redis;
  private final OptionalRedis optionalRedis;
  private final JsonMapper json;
  private final Duration lifetime;

  ReadCache(
      StringRedisTemplate redis,
      OptionalRedis optionalRedis,
      JsonMapper json,
      EventSettings settings) {
    this.redis = redis;
    this.optionalRedis = optionalRedis;
    this.json = json;
    this.lifetime = settings.cache().lifetime();
  }

  /**
   * Returns a cached value, or reads and caches it.
   *
   * @param group the name of the group of values that are invalidated together
   * @param key the key of the value within the group
   * @param type the type of the value
   * @param reader reads the value from the database
   */
  public <T> T get(String group, String key, TypeReference<T> type, Supplier<T> reader) {
    Optional<T> cached =
        optionalRedis
            .ask(() -> (String) redis.opsForHash().get(KEY_PREFIX + group, key))
            .flatMap(text -> parse(text, type));
    return cached.orElseGet(
        () -> {
          T value = reader.get();
          optionalRedis.tell(() -> store(group, key, value));
          return value;
        });
  }

  private void store(String group, String key, @Nullable Object value) {
    redis.execute(
        STORE_SCRIPT,
        List.of(KEY_PREFIX + group),
        key,
        json.writeValueAsString(value),
        Long.toString(lifetime.toMillis()));
  }

  private <T> Optional<T> parse(String text, TypeReference<T> type) {
    try {
      return Optional.ofNullable(json.readValue(text, type));
    } catch (JacksonException e) {
      // Written by another version of this service.
      return Optional.empty();
    }
  }

  /** Invalidates a group after the current transaction, or at once without a transaction. */
  public void invalidateAfterCommit(String group) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      invalidate(group);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            invalidate(group);
          }
        });
  }

  private void invalidate(String group) {
    optionalRedis.tell(() -> redis.delete(KEY_PREFIX + group));
  }
}
