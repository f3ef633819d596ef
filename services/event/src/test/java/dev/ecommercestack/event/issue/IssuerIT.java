package dev.ecommercestack.event.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.claim.ClaimIds;
import dev.ecommercestack.event.control.ControlAction;
import dev.ecommercestack.event.harness.Instance;
import dev.ecommercestack.event.harness.World;
import dev.ecommercestack.event.queue.Place;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The issuer's transaction on a real database, with queues that no broker has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerIT {
  private final World world = World.shared();
  private Instance instance;
  private Issuer issuer;
  private QueueTable queues;
  private JdbcTemplate jdbc;

  @BeforeAll
  void start() {
    instance = world.start("event.issuer.enabled=false");
    issuer = instance.bean(Issuer.class);
    queues = instance.bean(QueueTable.class);
    jdbc = instance.bean(JdbcTemplate.class);
  }

  @AfterAll
  void stop() {
    jdbc.update("update campaign set ends_at = now() where topic_id like 'test-%'");
    instance.close();
  }

  private static Place place() {
    return new Place("test-" + UUID.randomUUID(), 0);
  }

  private UUID campaign(Place queue, int quota) {
    UUID id = UUID.fromString(instance.campaign(quota));
    jdbc.update(
        "update campaign set topic_id = ?, queue_partition = ? where id = ?",
        queue.topicId(),
        queue.partition(),
        id);
    return id;
  }

  private static List<Claim> claims(UUID campaign, long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(
            offset -> {
              UUID user = Uuid7.next();
              return new Claim(offset, ClaimIds.of(campaign, user), campaign, user, Instant.now());
            })
        .toList();
  }

  private Issuer.Done decide(Tenure tenure, List<Claim> claims) {
    return issuer.decide(tenure, claims, claims.getLast().offset() + 1, null, strays -> {});
  }

  private List<UUID> winners(UUID campaign) {
    return jdbc.query(
        "select user_id from coupon where campaign_id = ? order by position",
        (row, n) -> row.getObject("user_id", UUID.class),
        campaign);
  }

  @Test
  void whoeverWasReplacedWritesNothing() {
    Place queue = place();
    UUID campaign = campaign(queue, 5);
    List<Claim> claims = claims(campaign, 0, 10);
    Tenure zombie = queues.takeOver(queue, 0, "zombie");
    Tenure successor = queues.takeOver(queue, 0, "successor");
    assertThatThrownBy(() -> decide(zombie, claims)).isInstanceOf(FencedException.class);
    assertThat(winners(campaign)).isEmpty();

    Issuer.Done done = decide(successor, claims.subList(0, 3));
    assertThat(done.issued()).isEqualTo(3);
    // The zombie still has the batch that its successor has decided meanwhile.
    assertThatThrownBy(() -> decide(zombie, claims)).isInstanceOf(FencedException.class);
    decide(done.tenure(), claims.subList(3, 10));
    assertThat(winners(campaign))
        .isEqualTo(claims.subList(0, 5).stream().map(Claim::userId).toList());
  }

  @Test
  void aBatchThatWasInterruptedIsDecidedAgainWithTheSameWinners() {
    Place queue = place();
    UUID campaign = campaign(queue, 5);
    List<Claim> claims = claims(campaign, 0, 10);
    Tenure before = queues.takeOver(queue, 0, "one");
    TransactionTemplate transaction =
        new TransactionTemplate(instance.bean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        status -> {
          assertThat(decide(before, claims).issued()).isEqualTo(5);
          // Power fails before the commit.
          status.setRollbackOnly();
        });
    assertThat(winners(campaign)).isEmpty();
    Tenure after = queues.takeOver(queue, 0, "two");
    assertThat(after.next()).isZero();
    assertThat(decide(after, claims).issued()).isEqualTo(5);
    assertThat(winners(campaign))
        .isEqualTo(claims.subList(0, 5).stream().map(Claim::userId).toList());
    assertThat(
            jdbc.queryForObject(
                "select sold_out_offset from campaign where id = ?", Long.class, campaign))
        .isEqualTo(4);
  }

  @Test
  void whatIsDeliveredTwiceIsDecidedOnce() {
    Place queue = place();
    UUID campaign = campaign(queue, 50);
    List<Claim> claims = claims(campaign, 0, 20);
    Tenure tenure = queues.takeOver(queue, 0, "one");
    Issuer.Done done = decide(tenure, claims.subList(0, 12));
    Issuer.Done again = decide(done.tenure(), claims.subList(0, 12));
    assertThat(again.issued()).isZero();
    assertThat(again.tenure()).isEqualTo(done.tenure());
    Issuer.Done overlap = decide(again.tenure(), claims.subList(5, 20));
    assertThat(overlap.issued()).isEqualTo(8);
    assertThat(winners(campaign)).isEqualTo(claims.stream().map(Claim::userId).toList());
  }

  @Test
  void writesFactsOfBatchInOneOutboxCall() {
    Place queue = place();
    UUID campaign = campaign(queue, 50);
    List<Integer> calls = new ArrayList<>();
    Issuer counted =
        new Issuer(
            queues,
            instance.bean(IssueTables.class),
            instance.bean(Campaigns.class),
            countingOutbox(calls),
            Clock.systemUTC());
    List<Claim> claims = new ArrayList<>(claims(campaign, 0, 60));
    for (int i = 0; i < 10; i++) {
      Claim early = claims.get(i);
      claims.set(
          i, new Claim(early.offset(), early.claimId(), campaign, early.userId(), Instant.EPOCH));
    }
    Tenure tenure = queues.takeOver(queue, 0, "one");
    new TransactionTemplate(instance.bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> counted.decide(tenure, claims, 60, null, strays -> {}));
    assertThat(winners(campaign)).hasSize(50);
    assertThat(calls).as("facts per call of the outbox").containsExactly(61);
  }

  /** Notes how many facts about coupons each call writes. */
  private Outbox countingOutbox(List<Integer> calls) {
    Outbox real = instance.bean(Outbox.class);
    return new Outbox() {
      @Override
      public UUID fact(String topic, Message message) {
        calls.add(1);
        return real.fact(topic, message);
      }

      @Override
      public List<UUID> facts(String topic, List<Message> messages) {
        calls.add(messages.size());
        return real.facts(topic, messages);
      }

      @Override
      public UUID job(String exchange, String routingKey, Message message) {
        return real.job(exchange, routingKey, message);
      }
    };
  }

  @Test
  void appliesControlRecordsOfBatchesInOrder() {
    Place queue = place();
    UUID campaign = campaign(queue, 50);
    List<Claim> claims = claims(campaign, 0, 10);
    List<QueueRecord> records = new ArrayList<>(claims);
    records.set(2, new Control(2, campaign, ControlAction.PAUSE));
    records.set(5, new Control(5, campaign, ControlAction.RESUME));
    records.set(7, new Control(7, campaign, ControlAction.PAUSE));
    records.set(9, new Control(9, campaign, ControlAction.END));
    Tenure tenure = queues.takeOver(queue, 0, "one");
    for (List<QueueRecord> batch :
        List.of(records.subList(0, 4), records.subList(4, 8), records.subList(8, 10))) {
      tenure =
          issuer.decide(tenure, batch, batch.getLast().offset() + 1, null, strays -> {}).tenure();
    }
    assertThat(winners(campaign))
        .isEqualTo(Stream.of(0, 1, 3, 4, 6).map(claims::get).map(Claim::userId).toList());
    assertThat(
            jdbc.queryForMap(
                "select state, control_offset, issued, revision from campaign where id = ?",
                campaign))
        .containsEntry("state", "ENDED")
        .containsEntry("control_offset", 9L)
        .containsEntry("issued", 5);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from held_claim where campaign_id = ?", Long.class, campaign))
        .isZero();
  }

  @Test
  void refusesIssuerThatDoesNotKnowThatCampaignIsPaused() {
    Place queue = place();
    UUID campaign = campaign(queue, 50);
    Tenure tenure = queues.takeOver(queue, 0, "one");
    issuer.decide(
        tenure, List.of(new Control(0, campaign, ControlAction.PAUSE)), 1, null, strays -> {});
    // The statement of the version before.
    assertThatThrownBy(
            () -> jdbc.update("update campaign set issued = issued + 1 where id = ?", campaign))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void rejectsClaimRepeatedWithinBatchOnce() {
    Place queue = place();
    UUID campaign = campaign(queue, 5);
    Claim early = claims(campaign, 0, 1).getFirst();
    List<Claim> twice =
        LongStream.of(0, 1)
            .mapToObj(
                offset ->
                    new Claim(offset, early.claimId(), campaign, early.userId(), Instant.EPOCH))
            .toList();
    decide(queues.takeOver(queue, 0, "one"), twice);
    assertThat(
            jdbc.queryForList(
                "select queue_offset from claim_rejection where claim_id = ?",
                Long.class,
                early.claimId()))
        .containsExactly(0L);
  }

  @Test
  void batchesOfAThousandAreFast() {
    Place queue = place();
    UUID campaign = campaign(queue, 2_000);
    Tenure tenure = queues.takeOver(queue, 0, "one");
    List<Claim> all = claims(campaign, 0, 20_000);
    long begun = System.nanoTime();
    long sold = 0;
    for (int from = 0; from < all.size(); from += 1_000) {
      tenure = decide(tenure, all.subList(from, from + 1_000)).tenure();
      if (from == 1_000) {
        sold = System.nanoTime();
      }
    }
    long end = System.nanoTime();
    System.out.printf(
        "2,000 winners in %d ms, 18,000 losers in %d ms%n",
        (sold - begun) / 1_000_000, (end - sold) / 1_000_000);
    assertThat(winners(campaign)).hasSize(2_000);
    assertThat(end - begun).isLessThan(60_000_000_000L);
  }
}
