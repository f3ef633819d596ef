package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.CampaignSnapshot;
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
 * Keeps the offsets of claims in Redis, and the latest ones in memory. The service uses them to
 * show queue positions and to avoid appending a claim again. Nothing is decided by them: without
 * them, clients see no position and a claim may be appended twice, which counts once.
 */
@Component
class ClaimOffsets {
  private static final String KEY_PREFIX = "event:receipt:";
  private static final Duration RETENTION_AFTER_END = Duration.ofDays(1);

  /** About 5 MB. */
  private static final int MAX_REMEMBERED = 50_000;

  private final Map<UUID, RememberedOffset> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, RememberedOffset> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });
  private final StringRedisTemplate redis;
  private final OptionalRedis optionalRedis;
  private final Clock clock;

  private record RememberedOffset(String topicId, long offset) {}

  ClaimOffsets(StringRedisTemplate redis, OptionalRedis optionalRedis, Clock clock) {
    this.redis = redis;
    this.optionalRedis = optionalRedis;
    this.clock = clock;
  }

  /** Stores the offset of a claim until one day after the end of its campaign. */
  void store(UUID claimId, CampaignSnapshot campaign, long offset) {
    remembered.put(claimId, new RememberedOffset(campaign.partition().topicId(), offset));
    Duration lifetime =
        Duration.between(clock.instant(), campaign.endsAt().plus(RETENTION_AFTER_END));
    optionalRedis.tell(
        () ->
            redis
                .opsForValue()
                .set(
                    KEY_PREFIX + claimId, campaign.partition().topicId() + ":" + offset, lifetime));
  }

  /** Returns the offset of a claim, if this instance or Redis knows it. */
  Optional<Long> find(UUID claimId, CampaignSnapshot campaign) {
    String topic = campaign.partition().topicId() + ":";
    return remembered(claimId, campaign)
        .or(
            () ->
                optionalRedis
                    .ask(() -> redis.opsForValue().get(KEY_PREFIX + claimId))
                    .filter(stored -> stored.startsWith(topic))
                    .map(stored -> Long.valueOf(stored.substring(topic.length()))));
  }

  /** Returns the offset of a claim, if it is among the latest that this instance has appended. */
  Optional<Long> remembered(UUID claimId, CampaignSnapshot campaign) {
    return Optional.ofNullable(remembered.get(claimId))
        .filter(stored -> stored.topicId().equals(campaign.partition().topicId()))
        .map(RememberedOffset::offset);
  }
}
