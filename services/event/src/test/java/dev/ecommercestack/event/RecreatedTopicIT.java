package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import dev.ecommercestack.testing.services.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Somebody deletes the topic, and it is made again: its offsets mean nothing any more. */
class RecreatedTopicIT {
  private static final String CLAIMS = "coupon.claims.v1";

  @Test
  void refusesCampaignOfOldTopicAndServesNewOne() throws Exception {
    try (KafkaServer kafka = KafkaServer.start();
        PostgreSqlServer postgresql = PostgreSqlServer.start()) {
      TestEnvironment environment = new TestEnvironment(kafka, postgresql, RedisServer.shared());
      try (ServiceInstance shop = environment.start("event.issuer.topic-check=1s")) {
        String old = shop.campaign(10);
        Caller winner = shop.customer();
        String claim = winner.claim(old);
        winner.decided(claim);

        try (Admin admin = environment.kafkaAdmin()) {
          admin.deleteTopics(List.of(CLAIMS)).all().get();
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> !admin.listTopics().names().get().contains(CLAIMS));
        }
        environment.declare();

        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  Answer refused =
                      shop.customer().post("/api/v1/campaigns/" + old + "/claims", Map.of());
                  assertThat(refused.status()).isEqualTo(503);
                  assertThat(refused.text("code")).isEqualTo("queue_lost");
                });
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  var issuer = shop.management("/actuator/health/issuer").body();
                  assertThat(issuer.path("status").asString("")).isEqualTo("DOWN");
                  assertThat(issuer.toString()).contains(old);
                });
        assertThat(winner.get("/api/v1/claims/" + claim).text("status")).isEqualTo("WON");

        String fresh = shop.campaign(1);
        Caller next = shop.customer();
        assertThat(next.decided(next.claim(fresh)).text("status")).isEqualTo("WON");
      }
    }
  }
}
