package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kafka is away: nothing is promised, everything else works. */
class WithoutKafkaIT {
  @Test
  void pricesOrdersAndRefusesClaims() {
    String campaign;
    try (ServiceInstance before = TestEnvironment.shared().start()) {
      campaign = before.campaign(5);
    }
    try (ServiceInstance shop =
        TestEnvironment.shared().start("spring.kafka.bootstrap-servers=localhost:1")) {
      Answer refused = shop.customer().post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
      assertThat(refused.expect(503).text("code")).isEqualTo("queue_unavailable");
      shop.visitor().get("/api/v1/campaigns/" + campaign).expect(200);
      shop.order()
          .post(
              "/internal/quotes",
              Map.of(
                  "userId",
                  Uuid7.next(),
                  "lines",
                  List.of(
                      Map.of(
                          "productId",
                          Uuid7.next(),
                          "unitPrice",
                          Map.of("amount", 1, "currency", "KRW"),
                          "quantity",
                          1))))
          .expect(200);
      assertThat(shop.management("/actuator/health/readiness").expect(200).text("status"))
          .isEqualTo("UP");
    }
  }
}
