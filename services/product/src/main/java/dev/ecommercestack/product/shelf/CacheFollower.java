package dev.ecommercestack.product.shelf;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.product.ProductSettings;
import dev.ecommercestack.product.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Renews in the cache what was changed, after whoever changed it has done so already: that one may
 * have died before, or not have reached Redis. While Redis is away it tries again, until what Redis
 * may still have has expired anyhow.
 */
@Component
class CacheFollower {
  private static final Set<String> CHANGES = Set.of("product-changed", "product-withdrawn");

  private final Envelopes envelopes;
  private final Shelf shelf;
  private final Clock clock;
  private final Duration lifetime;

  CacheFollower(Envelopes envelopes, Shelf shelf, Clock clock, ProductSettings settings) {
    this.envelopes = envelopes;
    this.shelf = shelf;
    this.clock = clock;
    this.lifetime = settings.cache().itemLifetime();
  }

  /**
   * Hears facts from now on: the cache has nothing older. Every instance hears all of them, as one
   * that has lost Redis would otherwise keep those to itself that it cannot act upon.
   */
  @KafkaListener(
      id = "product-cache",
      topics = Topics.PRODUCT_EVENTS,
      groupId = "product.cache.${random.uuid}",
      properties = "auto.offset.reset=latest")
  void on(byte[] body) {
    Envelope<JsonNode> fact = envelopes.read(body);
    boolean recent = fact.occurredAt().plus(lifetime).isAfter(clock.instant());
    if (recent && CHANGES.contains(fact.type())) {
      shelf.renew(fact.aggregateId());
    }
  }
}
