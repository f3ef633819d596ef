package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.MessageSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said about products. */
class FactsIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private final ProductInstance product = ProductInstance.shared();

  @Test
  void everythingThatHappensToAProductIsSaidInOrder() {
    String id = product.register("소문", 5);
    product.change(id, Map.of("version", 0, "name", "소문 새")).expect(200);
    UUID order = UUID.randomUUID();
    product.reserve(order, Map.of(id, 2)).expect(201);
    product.confirm(order).expect(204);
    product.release(order).expect(204);
    product.count(id, -5).expect(200);
    product.send("DELETE", "/api/v1/products/" + id, null, product.admin(), null).expect(204);

    List<JsonNode> facts = facts(id, 7);
    assertThat(facts.stream().map(fact -> fact.path("type").asString()))
        .containsExactly(
            "stock-changed",
            "product-changed",
            "product-changed",
            "stock-changed",
            "stock-changed",
            "stock-changed",
            "product-withdrawn");
    assertThat(
            facts.stream()
                .filter(fact -> fact.path("type").asString().equals("stock-changed"))
                .map(fact -> fact.at("/data/available").asInt()))
        .containsExactly(5, 3, 5, 0);
    assertThat(
            facts.stream()
                .filter(fact -> !fact.path("type").asString().equals("stock-changed"))
                .map(fact -> fact.at("/data/revision").asInt()))
        .containsExactly(1, 2, 3);
    assertThat(facts.get(2).at("/data/name").asString()).isEqualTo("소문 새");
  }

  private List<JsonNode> facts(String product, int count) {
    Map<String, Object> properties = TestEnvironment.shared().kafkaAs("product");
    properties.put("group.id", "product.test-" + UUID.randomUUID());
    properties.put("auto.offset.reset", "earliest");
    List<JsonNode> facts = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("product.events.v1"));
      await("the facts")
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  assertThat(MessageSchemas.validate(record.value())).isEmpty();
                  if (record.key().equals(product)) {
                    facts.add(JSON.readTree(record.value()));
                  }
                }
                return facts.size() >= count;
              });
    }
    return facts;
  }
}
