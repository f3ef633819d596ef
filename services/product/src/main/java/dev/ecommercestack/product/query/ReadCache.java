package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.cache.CoalescedReads;
import dev.ecommercestack.platform.cache.OptionalRedis;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.product.ProductSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cache in Redis, with values as JSON:
 *
 * <ul>
 *   <li>an item has a version, and an older version never replaces a newer one, even if it was read
 *       before a change and is stored after it
 *   <li>a list belongs to a generation, and every change of an item begins a new generation
 *   <li>an absent value is read once per instance, however many callers ask for it
 *   <li>without Redis every value is read from the database
 * </ul>
 */
@Component
public class ReadCache {
  /**
   * The number changes with the format of the values, so that versions of the service share none.
   */
  private static final String PREFIX = "product:1:";

  private static final String GENERATION = PREFIX + "generation";
  private static final Duration GENERATION_LIFETIME = Duration.ofDays(1);
  private static final RedisScript<Long> STORE_UNLESS_OLDER =
      new DefaultRedisScript<>(
          """
          local version = redis.call('HGET', KEYS[1], 'version')
          if version and tonumber(version) > tonumber(ARGV[1]) then return 0 end
          redis.call('HSET', KEYS[1], 'version', ARGV[1], 'json', ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[3])
          return 1
          """,
          Long.class);

  private final StringRedisTemplate redis;
  private final OptionalRedis guard;
  private final JsonMapper json;
  private final MeterRegistry metrics;
  private final ProductSettings.CacheSettings settings;
  private final CoalescedReads reads = new CoalescedReads();

  ReadCache(
      StringRedisTemplate redis,
      OptionalRedis guard,
      JsonMapper json,
      MeterRegistry metrics,
      ProductSettings settings) {
    this.redis = redis;
    this.guard = guard;
    this.json = json;
    this.metrics = metrics;
    this.settings = settings.cache();
  }

  /**
   * Returns an item from Redis or, if it is absent there, from the reader.
   *
   * @param id the id of the item
   * @param type the type of the item
   * @param version returns the version of an item, which grows with every change
   * @param reader reads the item from the database
   */
  public <T> Optional<T> item(
      UUID id, Class<T> type, ToLongFunction<T> version, Supplier<Optional<T>> reader) {
    String key = itemKey(id);
    Optional<T> known =
        guard
            .ask(() -> (String) redis.opsForHash().get(key, "json"))
            .flatMap(text -> parse(text, json.constructType(type)));
    count("item", known.isPresent());
    if (known.isPresent()) {
      return known;
    }
    return reads.read(
        key,
        () -> {
          Optional<T> read = reader.get();
          read.ifPresent(item -> guard.tell(() -> put(id, version.applyAsLong(item), item)));
          return read;
        });
  }

  /** Stores a changed item and invalidates all lists; does nothing if Redis cannot be reached. */
  public void update(UUID id, long version, Object item) {
    reads.invalidate(itemKey(id));
    guard.insist(() -> updateOrThrow(id, version, item));
  }

  /**
   * Stores a changed item and invalidates all lists.
   *
   * @throws org.springframework.dao.DataAccessException if Redis cannot be reached
   */
  public void updateOrThrow(UUID id, long version, Object item) {
    put(id, version, item);
    redis.opsForValue().set(GENERATION, Uuid7.next().toString(), GENERATION_LIFETIME);
  }

  /**
   * Returns a list from Redis or, if it is absent there, from the reader.
   *
   * @param query identifies the list
   * @param type the type of the list
   * @param reader reads the list from the database
   */
  public <T> T list(String query, TypeReference<T> type, Supplier<T> reader) {
    // Read before the list: after a change in between, the list belongs to an old generation.
    Optional<String> generation = guard.ask(this::generation);
    Optional<String> key = generation.map(current -> listKey(current, query));
    Optional<T> known =
        key.flatMap(k -> guard.ask(() -> redis.opsForValue().get(k)))
            .flatMap(text -> parse(text, json.constructType(type)));
    count("list", known.isPresent());
    if (known.isPresent()) {
      return known.get();
    }
    return key.map(k -> reads.read(k, () -> readList(k, reader))).orElseGet(reader);
  }

  private <T> T readList(String key, Supplier<T> reader) {
    T list = reader.get();
    guard.tell(
        () ->
            redis
                .opsForValue()
                .set(key, json.writeValueAsString(list), jittered(settings.listLifetime())));
    return list;
  }

  private String generation() {
    String current = redis.opsForValue().get(GENERATION);
    if (current != null) {
      return current;
    }
    String first = Uuid7.next().toString();
    boolean stored =
        Boolean.TRUE.equals(
            redis.opsForValue().setIfAbsent(GENERATION, first, GENERATION_LIFETIME));
    String concurrent = stored ? null : redis.opsForValue().get(GENERATION);
    return concurrent == null ? first : concurrent;
  }

  private void put(UUID id, long version, Object item) {
    redis.execute(
        STORE_UNLESS_OLDER,
        List.of(itemKey(id)),
        Long.toString(version),
        json.writeValueAsString(item),
        Long.toString(jittered(settings.itemLifetime()).toMillis()));
  }

  private <T> Optional<T> parse(String text, tools.jackson.databind.JavaType type) {
    try {
      return Optional.ofNullable(json.readValue(text, type));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void count(String kind, boolean hit) {
    metrics.counter("product.cache", "kind", kind, "result", hit ? "hit" : "miss").increment();
  }

  private static String itemKey(UUID id) {
    return PREFIX + "item:" + id;
  }

  private static String listKey(String generation, String query) {
    // A digest: short, and without the text that people type.
    UUID digest = UUID.nameUUIDFromBytes(query.getBytes(StandardCharsets.UTF_8));
    return PREFIX + "list:" + generation + ":" + digest;
  }

  /** Returns a lifetime up to a fifth shorter: values stored together do not expire together. */
  private static Duration jittered(Duration lifetime) {
    long millis = lifetime.toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 5 + 1));
  }
}
