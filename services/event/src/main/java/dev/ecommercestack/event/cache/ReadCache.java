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

/** Answers that are read much more often than they change, kept in Redis for some seconds. */
@Component
public class ReadCache {
  private static final String PREFIX = "event:cache:";

  /**
   * In one step, or an answer whose end got lost would be given for ever. The end is set only if
   * there is none yet: otherwise new answers would keep old ones alive.
   */
  private static final RedisScript<Long> STORE =
      new DefaultRedisScript<>(
          """
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
          return redis.call('PEXPIRE', KEYS[1], ARGV[3], 'NX')
          """,
          Long.class);

  private final StringRedisTemplate redis;
  private final OptionalRedis guard;
  private final JsonMapper json;
  private final Duration lifetime;

  ReadCache(
      StringRedisTemplate redis, OptionalRedis guard, JsonMapper json, EventSettings settings) {
    this.redis = redis;
    this.guard = guard;
    this.json = json;
    this.lifetime = settings.cache().lifetime();
  }

  /**
   * Returns an answer, from Redis if it has it.
   *
   * @param group what is forgotten together
   * @param key tells the answers of a group apart
   * @param type of the answer
   * @param reader reads it where it is kept for good
   */
  public <T> T get(String group, String key, TypeReference<T> type, Supplier<T> reader) {
    Optional<T> known =
        guard
            .ask(() -> (String) redis.opsForHash().get(PREFIX + group, key))
            .flatMap(text -> parse(text, type));
    return known.orElseGet(
        () -> {
          T answer = reader.get();
          guard.tell(() -> store(group, key, answer));
          return answer;
        });
  }

  private void store(String group, String key, @Nullable Object answer) {
    redis.execute(
        STORE,
        List.of(PREFIX + group),
        key,
        json.writeValueAsString(answer),
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

  /** Forgets a group as soon as the current transaction has been committed. */
  public void forgetAfterCommit(String group) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      forget(group);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            forget(group);
          }
        });
  }

  private void forget(String group) {
    guard.tell(() -> redis.delete(PREFIX + group));
  }
}
