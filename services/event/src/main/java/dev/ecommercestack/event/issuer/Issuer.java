package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.campaign.ControlAction;
import dev.ecommercestack.event.issuer.Decision.Win;
import dev.ecommercestack.event.issuer.IssuerRepository.LoadedCampaign;
import dev.ecommercestack.event.issuer.IssuerRepository.NewCoupon;
import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides batches of records. The coupons, the counters, the messages and the next offset of the
 * partition are written in one transaction.
 */
@Service
class Issuer {
  private static final String TOPIC = "coupon.events.v1";

  private final PartitionLeaseRepository leases;
  private final IssuerRepository repository;
  private final Campaigns campaigns;
  private final Outbox outbox;
  private final Clock clock;

  Issuer(
      PartitionLeaseRepository leases,
      IssuerRepository repository,
      Campaigns campaigns,
      Outbox outbox,
      Clock clock) {
    this.leases = leases;
    this.repository = repository;
    this.campaigns = campaigns;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The result of a batch.
   *
   * @param lease the lease with the new next offset
   * @param issued the number of coupons that were issued
   * @param rejected the number of claims that were rejected
   */
  record BatchResult(PartitionLease lease, int issued, int rejected) {}

  /**
   * Decides the records of a partition up to an offset.
   *
   * @param lease the lease of the partition
   * @param records the records by ascending offset; those before the next offset of the lease are
   *     ignored, because they were decided before
   * @param nextOffset the offset behind the batch
   * @param last the last Kafka record of the batch; null if unknown
   * @param foreignRecords receives, before the commit, the records of campaigns whose claims do not
   *     wait in this partition
   * @return the result, with the lease to continue with
   * @throws FencedException if another instance has taken the lease; nothing was written then
   */
  @Transactional
  public BatchResult decide(
      PartitionLease lease,
      List<? extends QueueRecord> records,
      long nextOffset,
      @Nullable LastRecord last,
      Consumer<List<? extends QueueRecord>> foreignRecords) {
    if (nextOffset <= lease.nextOffset()) {
      return new BatchResult(lease, 0, 0);
    }
    // The first statement: it locks the partition, and it fails if another instance has the lease.
    PartitionLease advanced = leases.advance(lease, nextOffset, last);
    List<? extends QueueRecord> undecided =
        records.stream().filter(r -> r.offset() >= lease.nextOffset()).toList();
    if (undecided.isEmpty()) {
      return new BatchResult(advanced, 0, 0);
    }
    Set<UUID> campaignIds =
        undecided.stream().map(QueueRecord::campaignId).collect(Collectors.toSet());
    Map<UUID, LoadedCampaign> loaded = repository.campaigns(lease.partition(), campaignIds);
    List<? extends QueueRecord> open =
        undecided.stream().filter(r -> isOpen(loaded.get(r.campaignId()))).toList();
    Decision decision = decide(progressOf(loaded, open), open);
    store(lease.partition(), decision, loaded);
    List<? extends QueueRecord> foreign =
        undecided.stream().filter(r -> !loaded.containsKey(r.campaignId())).toList();
    if (!foreign.isEmpty()) {
      foreignRecords.accept(foreign);
    }
    return new BatchResult(advanced, decision.wins().size(), decision.rejections().size());
  }

  private static boolean isOpen(@Nullable LoadedCampaign campaign) {
    return campaign != null && !campaign.progress().closed();
  }

  /** Returns the state of the campaigns, with the held claims of those that a record resumes. */
  private Map<UUID, CampaignProgress> progressOf(
      Map<UUID, LoadedCampaign> loaded, List<? extends QueueRecord> records) {
    Map<UUID, CampaignProgress> progress = new HashMap<>();
    loaded.forEach((id, campaign) -> progress.put(id, campaign.progress()));
    records.stream()
        .filter(r -> r instanceof ControlRecord control && control.action() == ControlAction.RESUME)
        .map(QueueRecord::campaignId)
        .distinct()
        .forEach(
            id ->
                progress.computeIfPresent(
                    id, (same, campaign) -> campaign.withHeld(repository.heldClaims(same))));
    return progress;
  }

  private Decision decide(
      Map<UUID, CampaignProgress> progress, List<? extends QueueRecord> records) {
    List<Claim> undecided =
        Stream.concat(
                progress.values().stream().flatMap(campaign -> campaign.held().stream()),
                records.stream().filter(Claim.class::isInstance).map(Claim.class::cast))
            .toList();
    Set<Winner> winners = undecided.isEmpty() ? Set.of() : repository.winnersAmong(undecided);
    return FirstCome.decide(progress, winners, records);
  }

  private void store(
      ClaimPartition partition, Decision decision, Map<UUID, LoadedCampaign> loaded) {
    Instant now = clock.instant();
    List<NewCoupon> coupons = new ArrayList<>();
    Map<UUID, Integer> wins = new HashMap<>();
    for (Win win : decision.wins()) {
      UUID campaignId = win.claim().campaignId();
      LoadedCampaign campaign = Objects.requireNonNull(loaded.get(campaignId));
      coupons.add(new NewCoupon(Uuid7.next(), win, campaign.couponsExpireAt()));
      wins.merge(campaignId, 1, Integer::sum);
    }
    repository.insertCoupons(coupons, now);
    Set<UUID> changed = new HashSet<>(wins.keySet());
    changed.addAll(decision.controls().keySet());
    for (UUID campaignId : changed) {
      repository.updateCampaign(
          campaignId,
          wins.getOrDefault(campaignId, 0),
          decision.soldOut().get(campaignId),
          decision.controls().get(campaignId));
    }
    decision.released().forEach(repository::deleteHeldClaims);
    repository.insertHeldClaims(decision.held());
    List<Claim> rejected =
        repository.insertRejections(decision.rejections(), CouponClaimRejected.OUTSIDE_WINDOW, now);
    List<Message> facts = new ArrayList<>();
    coupons.forEach(coupon -> facts.add(issued(partition, coupon)));
    rejected.forEach(claim -> facts.add(rejected(partition, claim)));
    decision
        .soldOut()
        .forEach(
            (campaignId, offset) -> {
              int quota = Objects.requireNonNull(loaded.get(campaignId)).progress().quota();
              facts.add(soldOut(partition, campaignId, quota, offset));
            });
    // In one call: one round trip per message would take most of the time of a batch.
    outbox.facts(TOPIC, facts);
    Set<UUID> published = new HashSet<>(decision.soldOut().keySet());
    published.addAll(decision.controls().keySet());
    published.forEach(campaigns::publishChanged);
  }

  private static Message issued(ClaimPartition partition, NewCoupon coupon) {
    Claim claim = coupon.win().claim();
    return Message.of(
        CouponIssued.TYPE,
        claim.campaignId(),
        new CouponIssued(
            coupon.id(),
            claim.claimId(),
            claim.campaignId(),
            claim.userId(),
            coupon.win().position(),
            partition.number(),
            claim.offset(),
            partition.topicId(),
            coupon.expiresAt()));
  }

  private static Message rejected(ClaimPartition partition, Claim claim) {
    return Message.of(
        CouponClaimRejected.TYPE,
        claim.campaignId(),
        new CouponClaimRejected(
            claim.claimId(),
            claim.campaignId(),
            claim.userId(),
            CouponClaimRejected.OUTSIDE_WINDOW,
            partition.number(),
            claim.offset(),
            partition.topicId()));
  }

  private static Message soldOut(
      ClaimPartition partition, UUID campaignId, int quota, long offset) {
    return Message.of(
        CouponSoldOut.TYPE,
        campaignId,
        new CouponSoldOut(campaignId, quota, partition.number(), offset, partition.topicId()));
  }
}
