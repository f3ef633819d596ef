package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.cache.OptionalRedis;
import dev.ecommercestack.event.campaign.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The places of claims, for telling how long it will take. Nothing is decided by them: without them
 * clients are told an upper bound.
 */
@Component
class Receipts {
  private static final String PREFIX = "event:receipt:";
  private static final Duration AFTER_THE_END = Duration.ofDays(1);

  private final StringRedisTemplate redis;
  private final OptionalRedis guard;
  private final Clock clock;

  Receipts(StringRedisTemplate redis, OptionalRedis guard, Clock clock) {
    this.redis = redis;
    this.guard = guard;
    this.clock = clock;
  }

  /** Keeps the place of a claim; that of its first attempt stays. */
  void keep(UUID claimId, Standing campaign, long offset) {
    Duration lifetime = Duration.between(clock.instant(), campaign.endsAt().plus(AFTER_THE_END));
    guard.tell(
        () ->
            redis
                .opsForValue()
                .setIfAbsent(
                    PREFIX + claimId, campaign.queue().topicId() + ":" + offset, lifetime));
  }

  /** Returns the place of a claim, if it is known. */
  Optional<Long> find(UUID claimId, Standing campaign) {
    String topic = campaign.queue().topicId() + ":";
    return guard
        .ask(() -> redis.opsForValue().get(PREFIX + claimId))
        .filter(receipt -> receipt.startsWith(topic))
        .map(receipt -> Long.valueOf(receipt.substring(topic.length())));
  }
}
