package dev.ecommercestack.event.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.campaign.ControlAction;
import dev.ecommercestack.event.claim.ClaimIds;
import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.event.queue.ClaimPartition;
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

/** The issuer's transaction on a real database, on partitions that no broker has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerIT {
  private final TestEnvironment environment = TestEnvironment.shared();
  private ServiceInstance instance;
  private Issuer issuer;
  private PartitionLeaseRepository leases;
  private JdbcTemplate jdbc;

  @BeforeAll
  void start() {
    instance = environment.start("event.issuer.enabled=false");
    issuer = instance.bean(Issuer.class);
    leases = instance.bean(PartitionLeaseRepository.class);
    jdbc = instance.bean(JdbcTemplate.class);
  }

  @AfterAll
  void stop() {
    jdbc.update("update campaign set ends_at = now() where topic_id like 'test-%'");
    instance.close();
  }

  private static ClaimPartition newPartition() {
    return new ClaimPartition("test-" + UUID.randomUUID(), 0);
  }

  private UUID campaign(ClaimPartition partition, int quota) {
    UUID id = UUID.fromString(instance.campaign(quota));
    jdbc.update(
        "update campaign set topic_id = ?, queue_partition = ? where id = ?",
        partition.topicId(),
        partition.number(),
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

  private Issuer.BatchResult decide(PartitionLease lease, List<Claim> claims) {
    return issuer.decide(lease, claims, claims.getLast().offset() + 1, null, foreign -> {});
  }

  private List<UUID> winners(UUID campaign) {
    return jdbc.query(
        "select user_id from coupon where campaign_id = ? order by position",
        (row, n) -> row.getObject("user_id", UUID.class),
        campaign);
  }

  @Test
  void fencedIssuerWritesNothing() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 5);
    List<Claim> claims = claims(campaign, 0, 10);
    PartitionLease zombie = leases.takeOver(partition, 0, "zombie");
    PartitionLease successor = leases.takeOver(partition, 0, "successor");
    assertThatThrownBy(() -> decide(zombie, claims)).isInstanceOf(FencedException.class);
    assertThat(winners(campaign)).isEmpty();

    Issuer.BatchResult result = decide(successor, claims.subList(0, 3));
    assertThat(result.issued()).isEqualTo(3);
    // The zombie still has the batch that its successor has decided meanwhile.
    assertThatThrownBy(() -> decide(zombie, claims)).isInstanceOf(FencedException.class);
    decide(result.lease(), claims.subList(3, 10));
    assertThat(winners(campaign))
        .isEqualTo(claims.subList(0, 5).stream().map(Claim::userId).toList());
  }

  @Test
  void decidesRolledBackBatchAgainWithSameWinners() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 5);
    List<Claim> claims = claims(campaign, 0, 10);
    PartitionLease before = leases.takeOver(partition, 0, "one");
    TransactionTemplate transaction =
        new TransactionTemplate(instance.bean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        status -> {
          assertThat(decide(before, claims).issued()).isEqualTo(5);
          // Power fails before the commit.
          status.setRollbackOnly();
        });
    assertThat(winners(campaign)).isEmpty();
    PartitionLease after = leases.takeOver(partition, 0, "two");
    assertThat(after.nextOffset()).isZero();
    assertThat(decide(after, claims).issued()).isEqualTo(5);
    assertThat(winners(campaign))
        .isEqualTo(claims.subList(0, 5).stream().map(Claim::userId).toList());
    assertThat(
            jdbc.queryForObject(
                "select sold_out_offset from campaign where id = ?", Long.class, campaign))
        .isEqualTo(4);
  }

  @Test
  void decidesRedeliveredRecordsOnce() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 50);
    List<Claim> claims = claims(campaign, 0, 20);
    PartitionLease lease = leases.takeOver(partition, 0, "one");
    Issuer.BatchResult result = decide(lease, claims.subList(0, 12));
    Issuer.BatchResult again = decide(result.lease(), claims.subList(0, 12));
    assertThat(again.issued()).isZero();
    assertThat(again.lease()).isEqualTo(result.lease());
    Issuer.BatchResult overlap = decide(again.lease(), claims.subList(5, 20));
    assertThat(overlap.issued()).isEqualTo(8);
    assertThat(winners(campaign)).isEqualTo(claims.stream().map(Claim::userId).toList());
  }

  @Test
  void writesFactsOfBatchInOneOutboxCall() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 50);
    List<Integer> calls = new ArrayList<>();
    Issuer counted =
        new Issuer(
            leases,
            instance.bean(IssuerRepository.class),
            instance.bean(Campaigns.class),
            countingOutbox(calls),
            Clock.systemUTC());
    List<Claim> claims = new ArrayList<>(claims(campaign, 0, 60));
    for (int i = 0; i < 10; i++) {
      Claim early = claims.get(i);
      claims.set(
          i, new Claim(early.offset(), early.claimId(), campaign, early.userId(), Instant.EPOCH));
    }
    PartitionLease lease = leases.takeOver(partition, 0, "one");
    new TransactionTemplate(instance.bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> counted.decide(lease, claims, 60, null, foreign -> {}));
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
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 50);
    List<Claim> claims = claims(campaign, 0, 10);
    List<QueueRecord> records = new ArrayList<>(claims);
    records.set(2, new ControlRecord(2, campaign, ControlAction.PAUSE));
    records.set(5, new ControlRecord(5, campaign, ControlAction.RESUME));
    records.set(7, new ControlRecord(7, campaign, ControlAction.PAUSE));
    records.set(9, new ControlRecord(9, campaign, ControlAction.END));
    PartitionLease lease = leases.takeOver(partition, 0, "one");
    for (List<QueueRecord> batch :
        List.of(records.subList(0, 4), records.subList(4, 8), records.subList(8, 10))) {
      lease =
          issuer.decide(lease, batch, batch.getLast().offset() + 1, null, foreign -> {}).lease();
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
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 50);
    PartitionLease lease = leases.takeOver(partition, 0, "one");
    issuer.decide(
        lease,
        List.of(new ControlRecord(0, campaign, ControlAction.PAUSE)),
        1,
        null,
        foreign -> {});
    // The statement of the version before.
    assertThatThrownBy(
            () -> jdbc.update("update campaign set issued = issued + 1 where id = ?", campaign))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void rejectsClaimRepeatedWithinBatchOnce() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 5);
    Claim early = claims(campaign, 0, 1).getFirst();
    List<Claim> twice =
        LongStream.of(0, 1)
            .mapToObj(
                offset ->
                    new Claim(offset, early.claimId(), campaign, early.userId(), Instant.EPOCH))
            .toList();
    decide(leases.takeOver(partition, 0, "one"), twice);
    assertThat(
            jdbc.queryForList(
                "select queue_offset from claim_rejection where claim_id = ?",
                Long.class,
                early.claimId()))
        .containsExactly(0L);
  }

  @Test
  void decidesBatchesOfThousandWithinMinute() {
    ClaimPartition partition = newPartition();
    UUID campaign = campaign(partition, 2_000);
    PartitionLease lease = leases.takeOver(partition, 0, "one");
    List<Claim> all = claims(campaign, 0, 20_000);
    long begun = System.nanoTime();
    long sold = 0;
    for (int from = 0; from < all.size(); from += 1_000) {
      lease = decide(lease, all.subList(from, from + 1_000)).lease();
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
