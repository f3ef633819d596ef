package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.Standing;
import dev.ecommercestack.platform.cache.OptionalRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The places of claims: in Redis, and of the latest ones in memory. For telling how long it will
 * take, and for not putting a claim into the queue again. Nothing is decided by them: without them
 * clients are told no position, and a claim that is there twice counts once.
 */
@Component
class Receipts {
  private static final String PREFIX = "event:receipt:";
  private static final Duration AFTER_THE_END = Duration.ofDays(1);

  /** Some 5 MB. */
  private static final int MOST_RECENT = 50_000;

  private final Map<UUID, Receipt> recent =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Receipt> eldest) {
              return size() > MOST_RECENT;
            }
          });
  private final StringRedisTemplate redis;
  private final OptionalRedis guard;
  private final Clock clock;

  private record Receipt(String topicId, long offset) {}

  Receipts(StringRedisTemplate redis, OptionalRedis guard, Clock clock) {
    this.redis = redis;
    this.guard = guard;
    this.clock = clock;
  }

  /** Keeps the place of a claim. */
  void keep(UUID claimId, Standing campaign, long offset) {
    recent.put(claimId, new Receipt(campaign.queue().topicId(), offset));
    Duration lifetime = Duration.between(clock.instant(), campaign.endsAt().plus(AFTER_THE_END));
    guard.tell(
        () ->
            redis
                .opsForValue()
                .set(PREFIX + claimId, campaign.queue().topicId() + ":" + offset, lifetime));
  }

  /** Returns the place of a claim, if it is known here or in Redis. */
  Optional<Long> find(UUID claimId, Standing campaign) {
    String topic = campaign.queue().topicId() + ":";
    return remembered(claimId, campaign)
        .or(
            () ->
                guard
                    .ask(() -> redis.opsForValue().get(PREFIX + claimId))
                    .filter(receipt -> receipt.startsWith(topic))
                    .map(receipt -> Long.valueOf(receipt.substring(topic.length()))));
  }

  /** Returns the place of a claim, if this instance has taken it not long ago. */
  Optional<Long> remembered(UUID claimId, Standing campaign) {
    return Optional.ofNullable(recent.get(claimId))
        .filter(receipt -> receipt.topicId().equals(campaign.queue().topicId()))
        .map(Receipt::offset);
  }
}
