package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.id.Uuid5;
import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Somebody asks for a claim that was never made, while the queue has undecided claims of others.
 */
class UnknownClaimIT {
  @Test
  void tellsNoPositionAndEndsStreamWhenQueueIsDecided() throws Exception {
    try (ServiceInstance door = TestEnvironment.shared().start("event.issuer.enabled=false")) {
      String campaign = door.campaign(5);
      Caller other = door.customer();
      String made = other.claim(campaign);
      Caller stranger = door.customer();
      UUID never = Uuid5.of(UUID.fromString(campaign), stranger.id().toString());
      String path = "/api/v1/claims/" + never;
      Answer asked = stranger.get(path).expect(200);
      assertThat(asked.text("status")).isEqualTo("PENDING");
      assertThat(asked.body().has("queueOffset")).isFalse();
      assertThat(asked.body().has("queuePosition")).isFalse();
      stranger.get(path + "?queueOffset=0").expect(400, "validation_failed");
      CompletableFuture<List<String>> stream =
          CompletableFuture.supplyAsync(() -> door.events(path + "/events", stranger));
      try (ServiceInstance shop = TestEnvironment.shared().start()) {
        assertThat(other.at(shop).decided(made).text("status")).isEqualTo("WON");
        assertThat(stream.get(60, TimeUnit.SECONDS)).noneMatch(line -> line.contains("WON"));
        stranger.get(path).expect(404);
      }
    }
  }
}
