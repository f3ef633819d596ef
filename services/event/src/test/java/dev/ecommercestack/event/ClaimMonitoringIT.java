package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators and auditors see of claims: consumer lag, metrics, audit figures, messages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimMonitoringIT {
  private static final String CLAIMS = "coupon.claims.v1";

  private final TestEnvironment environment = TestEnvironment.shared();
  private ServiceInstance shop;

  @BeforeAll
  void start() {
    shop = environment.start();
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  @Test
  void publishesLagInKafkaAndCountsInMetrics() throws Exception {
    String campaign = shop.campaign(1);
    Caller customer = shop.customer();
    customer.decided(customer.claim(campaign));
    int partition = environment.partition(campaign);
    long end =
        environment.read(CLAIMS).stream()
                .filter(r -> r.partition() == partition)
                .mapToLong(r -> r.offset())
                .max()
                .orElseThrow()
            + 1;
    try (Admin admin = environment.kafkaAdmin()) {
      await()
          .until(
              () -> {
                var committed =
                    admin
                        .listConsumerGroupOffsets("event.issuer")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(CLAIMS, partition));
                return committed != null && committed.offset() == end;
              });
    }
    assertThat(shop.metrics())
        .contains("event_claims_accepted_total")
        .contains("event_coupons_issued_total")
        .contains("event_claims_queue_age_seconds");
    assertThat(shop.management("/actuator/health/readiness").expect(200).text("status"))
        .isEqualTo("UP");
  }

  @Test
  void auditFindsNoDeviationAndMessagesMatchTheirSchemas() {
    String campaign = shop.campaign(2);
    for (int i = 0; i < 3; i++) {
      Caller customer = shop.customer();
      customer.decided(customer.claim(campaign));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> audit().number("outboxPending") == 0);
    Answer audit = audit();
    for (String zero : List.of("overIssued", "miscounted", "withGaps", "outOfOrder")) {
      assertThat(audit.number(zero)).as(zero).isZero();
    }
    assertThat(audit.number("issued")).isEqualTo(audit.number("coupons"));
    shop.customer().get("/internal/audit").expect(403);
    List<String> types = new ArrayList<>();
    for (String topic : List.of("coupon.events.v1", "promotion.events.v1", CLAIMS)) {
      environment.read(topic).stream()
          .filter(record -> record.key().equals(campaign))
          .forEach(
              record -> {
                assertThat(MessageSchemas.validate(record.value())).isEmpty();
                types.add(
                    new String(record.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"type\":\"([a-z-]+)\".*", "$1"));
              });
    }
    assertThat(types)
        .contains("coupon-issued", "coupon-sold-out", "campaign-changed", "coupon-claim-requested");
    assertThat(types.stream().filter("campaign-changed"::equals)).hasSize(2);
    assertThat(types.stream().filter("coupon-issued"::equals)).hasSize(2);
  }

  private Answer audit() {
    return shop.admin().get("/internal/audit").expect(200);
  }
}
