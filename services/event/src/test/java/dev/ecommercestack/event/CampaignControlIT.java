package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Administrators pause, resume and end campaigns. */
class CampaignControlIT {
  private static final String CLAIMS = "coupon.claims.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestEnvironment environment = TestEnvironment.shared();

  private static Answer control(Caller admin, String campaign, String action) {
    return admin.post("/api/v1/campaigns/" + campaign + "/" + action, Map.of());
  }

  private static Answer claim(Caller customer, String campaign) {
    return customer.post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
  }

  /** 202 where the issuer needs more than three seconds. */
  private static void pause(Caller admin, String campaign) {
    assertThat(control(admin, campaign, "pause").status()).isIn(200, 202);
    await()
        .atMost(PATIENCE)
        .until(() -> admin.get("/api/v1/campaigns/" + campaign).text("status").equals("PAUSED"));
  }

  @Test
  void endsWaitingClaimsWithReasonCampaignEnded() {
    Caller early;
    Caller late;
    Caller admin;
    String campaign;
    String won;
    String waits;
    try (ServiceInstance door = environment.start("event.issuer.enabled=false")) {
      campaign = door.campaign(10);
      early = door.customer();
      late = door.customer();
      admin = door.admin();
      won = early.claim(campaign);
      // Nobody decides the queue now: the record waits, and so does the claim behind it.
      assertThat(control(admin, campaign, "end").expect(202).text("status")).isEqualTo("OPEN");
      waits = late.claim(campaign);
    }
    try (ServiceInstance shop = environment.start()) {
      assertThat(early.at(shop).decided(won).text("status")).isEqualTo("WON");
      Answer ended = late.at(shop).decided(waits);
      assertThat(ended.text("status")).isEqualTo("REJECTED");
      assertThat(ended.text("reason")).isEqualTo("CAMPAIGN_ENDED");
      Answer shown = shop.visitor().get("/api/v1/campaigns/" + campaign).expect(200);
      assertThat(shown.text("status")).isEqualTo("ENDED");
      assertThat(shown.number("issued")).isEqualTo(1);
      assertThat(claim(shop.customer(), campaign).expect(409).text("code"))
          .isEqualTo("campaign_ended");
      Caller owner = admin.at(shop);
      assertThat(control(owner, campaign, "resume").expect(409).text("code"))
          .isEqualTo("campaign_ended");
      control(owner, campaign, "end").expect(200);
      checkMessages(campaign);
    }
  }

  private void checkMessages(String campaign) {
    assertThat(about(CLAIMS, campaign))
        .hasSize(3)
        .allSatisfy(record -> assertThat(MessageSchemas.validate(record.value())).isEmpty());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(about("promotion.events.v1", campaign)).hasSizeGreaterThan(1));
    assertThat(about("promotion.events.v1", campaign))
        .allSatisfy(record -> assertThat(MessageSchemas.validate(record.value())).isEmpty())
        .last()
        .satisfies(record -> assertThat(record.value()).asString().contains("\"ENDED\""));
  }

  private List<ConsumerRecord<String, byte[]>> about(String topic, String campaign) {
    return environment.read(topic).stream().filter(r -> campaign.equals(r.key())).toList();
  }

  @Test
  void holdsClaimsOfPausedCampaignUntilItIsResumed() {
    try (ServiceInstance shop = environment.start();
        ServiceInstance stale =
            environment.start("event.issuer.enabled=false", "event.claims.board-age=1h")) {
      String campaign = shop.campaign(2);
      Caller admin = shop.admin();
      Caller first = shop.customer();
      assertThat(first.decided(first.claim(campaign)).text("status")).isEqualTo("WON");
      // This instance has seen the campaign as it is before the pause.
      Caller held = stale.customer();
      held.get("/api/v1/claims/" + UUID.randomUUID()).expect(404);

      pause(admin, campaign);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(claim(shop.customer(), campaign).expect(409).text("code"))
                      .isEqualTo("campaign_paused"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(shop.visitor().get("/api/v1/campaigns").body().toString())
                      .contains("PAUSED"));
      String waits = held.claim(campaign);
      awaitHeld(waits);
      Answer waiting = held.at(shop).get("/api/v1/claims/" + waits).expect(200);
      assertThat(waiting.text("status")).isEqualTo("PENDING");

      assertThat(control(admin, campaign, "resume").status()).isIn(200, 202);
      assertThat(held.at(shop).decided(waits).number("position")).isEqualTo(2);
      assertThat(control(admin, campaign, "end").expect(409).text("code"))
          .isEqualTo("campaign_sold_out");
    }
  }

  @Test
  void endsPausedCampaignWhoseEndTimePasses() {
    try (ServiceInstance shop = environment.start();
        ServiceInstance stale =
            environment.start("event.issuer.enabled=false", "event.claims.board-age=1h")) {
      String campaign = shop.campaign(2);
      Caller held = stale.customer();
      held.get("/api/v1/claims/" + UUID.randomUUID()).expect(404);
      pause(shop.admin(), campaign);
      String waits = held.claim(campaign);
      awaitHeld(waits);
      environment.query(
          "update campaign set ends_at = now() where id = '%s' returning id".formatted(campaign));
      assertThat(control(shop.admin(), campaign, "resume").expect(409).text("code"))
          .isEqualTo("campaign_ended");
      Answer ended = held.at(shop).decided(waits);
      assertThat(ended.text("status")).isEqualTo("REJECTED");
      assertThat(ended.text("reason")).isEqualTo("CAMPAIGN_ENDED");
      assertThat(about(CLAIMS, campaign))
          .allSatisfy(record -> assertThat(MessageSchemas.validate(record.value())).isEmpty())
          .last()
          .satisfies(record -> assertThat(record.value()).asString().contains("\"END\""));
    }
  }

  private void awaitHeld(String claim) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !environment
                    .query("select 1 from held_claim where claim_id = '%s'".formatted(claim))
                    .isEmpty());
  }

  @Test
  void admitsAdministratorsAndIssuersThatApplyControlsOnly() {
    try (ServiceInstance door = environment.start("event.issuer.enabled=false")) {
      String campaign = door.campaign(2);
      control(door.customer(), campaign, "end").expect(403);
      control(door.order(), campaign, "end").expect(403);
      control(door.visitor(), campaign, "end").expect(401);
      assertThat(
              control(door.admin(), UUID.randomUUID().toString(), "end").expect(404).text("code"))
          .isEqualTo("campaign_not_found");
      takeOverAsVersionBefore(campaign);
      assertThat(control(door.admin(), campaign, "end").expect(503).text("code"))
          .isEqualTo("control_not_applied");
      assertThat(about(CLAIMS, campaign)).isEmpty();
    }
  }

  /** The statement of the version before, which knows no control records. */
  private void takeOverAsVersionBefore(String campaign) {
    environment.query(
        """
        insert into claim_queue (topic_id, queue_partition, next_offset, epoch, owner, taken_at)
        select topic_id, queue_partition, 0, 1, 'old', now() from campaign where id = '%s'
        on conflict (topic_id, queue_partition) do update
          set epoch = claim_queue.epoch + 1, owner = excluded.owner, taken_at = excluded.taken_at
        returning epoch, next_offset
        """
            .formatted(campaign));
  }
}
