package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Winners are written to. */
class CouponMailIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TestEnvironment ENVIRONMENT = TestEnvironment.shared();
  private static ServiceInstance shop;
  private final List<JsonNode> jobs = new ArrayList<>();

  @BeforeAll
  static void start() {
    shop = ENVIRONMENT.start("shop.time-zone=Asia/Kathmandu");
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void mailsWinnerOnceAndNeitherLoserNorDeletedAccount() throws Exception {
    Caller gone = shop.customer();
    Caller winner = shop.customer();
    Caller loser = shop.customer();
    ENVIRONMENT.delete(gone.id());
    String campaign = shop.campaign(2);
    gone.decided(gone.claim(campaign));
    String coupon = winner.decided(winner.claim(campaign)).text("couponId");
    Instant validUntil =
        Instant.parse(
            winner.get("/api/v1/coupons").expect(200).body().at("/items/0/expiresAt").asString());
    loser.decided(loser.claim(campaign));

    try (Connection worker = ENVIRONMENT.broker().as("worker")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !mailsTo(winner, worker).isEmpty());
      assertThat(mailsTo(winner, worker))
          .singleElement()
          .satisfies(
              job -> {
                assertThat(job.path("template").asString()).isEqualTo("COUPON_ISSUED");
                assertThat(job.path("locale").asString()).isEqualTo("ko");
                assertThat(job.at("/recipient/email").asString())
                    .isEqualTo(winner.id() + "@example.com");
                assertThat(job.at("/values/couponId").asString()).isEqualTo(coupon);
                assertThat(job.at("/values/campaign").asString()).isEqualTo("선착순 쿠폰");
                assertThat(job.at("/values/validUntil").asString())
                    .isEqualTo(minuteInKathmandu(validUntil));
              });
      assertThat(mailsTo(gone, worker)).isEmpty();
      assertThat(mailsTo(loser, worker)).isEmpty();
    }
  }

  @Test
  void retriesAfter404OfProxy() throws Exception {
    Caller once = shop.customer();
    Caller always = shop.customer();
    ENVIRONMENT.miss(once.id(), 1);
    ENVIRONMENT.miss(always.id(), Integer.MAX_VALUE);
    String campaign = shop.campaign(2);
    once.decided(once.claim(campaign));
    String coupon = always.decided(always.claim(campaign)).text("couponId");

    try (Connection worker = ENVIRONMENT.broker().as("worker")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !mailsTo(once, worker).isEmpty());
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(ENVIRONMENT.read("coupon.events.v1.DLT"))
                      .extracting(dead -> new String(dead.value(), StandardCharsets.UTF_8))
                      .anyMatch(dead -> dead.contains(coupon)));
      assertThat(mailsTo(always, worker)).isEmpty();
    }
  }

  /** Returns a time with the name of the zone, which is 5 hours 45 minutes ahead of UTC. */
  private static String minuteInKathmandu(Instant time) {
    String minute = time.plus(Duration.ofMinutes(345)).toString().substring(0, 16);
    return minute.replace('T', ' ') + " Asia/Kathmandu";
  }

  private List<JsonNode> mailsTo(Caller customer, Connection worker) throws IOException {
    Optional<String> message;
    while ((message = Broker.take(worker, "jobs.notification")).isPresent()) {
      assertThat(MessageSchemas.validate(message.get())).isEmpty();
      jobs.add(JSON.readTree(message.get()).path("data"));
    }
    return jobs.stream()
        .filter(job -> job.at("/recipient/userId").asString().equals(customer.id().toString()))
        .toList();
  }
}
