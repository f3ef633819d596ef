package dev.ecommercestack.product.query;

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
 * Refreshes changed products in the cache. The instance that changed a product refreshes it first;
 * this listener does so again, because that instance may have crashed or not have reached Redis. If
 * Redis cannot be reached, the delivery is retried until cached items have expired.
 */
@Component
class CacheRefreshListener {
  private static final Set<String> CHANGES = Set.of("product-changed", "product-withdrawn");

  private final Envelopes envelopes;
  private final ProductQueries queries;
  private final Clock clock;
  private final Duration lifetime;

  CacheRefreshListener(
      Envelopes envelopes, ProductQueries queries, Clock clock, ProductSettings settings) {
    this.envelopes = envelopes;
    this.queries = queries;
    this.clock = clock;
    this.lifetime = settings.cache().itemLifetime();
  }

  /**
   * Receives facts from the start of the instance on; the cache contains nothing older. Every
   * instance receives all facts: in a shared group, an instance without Redis would keep its
   * partitions' facts from the others.
   *
   * @param body the JSON envelope of the fact, in UTF-8
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
      queries.refresh(fact.aggregateId());
    }
  }
}
