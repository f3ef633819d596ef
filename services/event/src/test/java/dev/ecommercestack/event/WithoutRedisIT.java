package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.services.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis is away: everything works. */
class WithoutRedisIT {
  @Test
  void acceptsAndDecidesClaims() {
    try (ServiceInstance shop = TestEnvironment.shared().start("spring.data.redis.port=1")) {
      String campaign = shop.campaign(1);
      shop.visitor().get("/api/v1/campaigns").expect(200);
      Caller winner = shop.customer();
      Caller loser = shop.customer();
      Answer taken = winner.post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
      assertThat(taken.expect(202).text("status")).isEqualTo("PENDING");
      assertThat(taken.number("queuePosition")).isPositive();
      String lost = loser.claim(campaign);
      assertThat(winner.decided(taken.text("claimId")).text("status")).isEqualTo("WON");
      assertThat(loser.decided(lost).text("status")).isEqualTo("SOLD_OUT");
      assertThat(shop.management("/actuator/health/readiness").expect(200).text("status"))
          .isEqualTo("UP");
      assertThat(shop.management("/actuator/health/dependencies").status()).isEqualTo(503);
    }
  }

  @Test
  void pendingClaimShowsQueuePositionWithoutIssuer() {
    String claim;
    Caller customer;
    String campaign;
    try (ServiceInstance door =
        TestEnvironment.shared().start("spring.data.redis.port=1", "event.issuer.enabled=false")) {
      campaign = door.campaign(5);
      Caller other = door.customer();
      other.claim(campaign);
      customer = door.customer();
      claim = customer.claim(campaign);
      Answer waiting = customer.get("/api/v1/claims/" + claim).expect(200);
      assertThat(waiting.text("status")).isEqualTo("PENDING");
      assertThat(waiting.number("queuePosition")).isEqualTo(2);
    }
    try (ServiceInstance shop = TestEnvironment.shared().start()) {
      assertThat(customer.at(shop).decided(claim).number("position")).isEqualTo(2);
    }
  }
}
