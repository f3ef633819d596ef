package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.control.ControlAction;
import dev.ecommercestack.event.issue.Decision.Win;
import dev.ecommercestack.event.issue.IssueTables.Prize;
import dev.ecommercestack.event.issue.IssueTables.Running;
import dev.ecommercestack.event.queue.Place;
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
 * Decides batches of claims. Winners, counters, the end of the quota, what is said about it and how
 * far the queue is decided are one transaction: it happens as a whole, and once.
 */
@Service
class Issuer {
  private static final String TOPIC = "coupon.events.v1";

  private final QueueTable queues;
  private final IssueTables tables;
  private final Campaigns campaigns;
  private final Outbox outbox;
  private final Clock clock;

  Issuer(QueueTable queues, IssueTables tables, Campaigns campaigns, Outbox outbox, Clock clock) {
    this.queues = queues;
    this.tables = tables;
    this.campaigns = campaigns;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What a batch came to.
   *
   * @param tenure to go on with
   * @param issued how many coupons
   * @param rejected how many claims did not count
   */
  record Done(Tenure tenure, int issued, int rejected) {}

  /**
   * Decides the records of a stretch of a queue.
   *
   * @param tenure the right to do so
   * @param records by ascending place; those before the tenure's next place are left out, they were
   *     decided before
   * @param next the place behind the stretch
   * @param last what stands at the end of the stretch, if that is known
   * @param strays gets records of campaigns whose claims do not wait in this queue, before anything
   *     is committed
   * @throws FencedException if the tenure is over; nothing was written
   */
  @Transactional
  public Done decide(
      Tenure tenure,
      List<? extends QueueRecord> records,
      long next,
      @Nullable Mark last,
      Consumer<List<? extends QueueRecord>> strays) {
    if (next <= tenure.next()) {
      return new Done(tenure, 0, 0);
    }
    // First of all: it locks out everybody else, and finds out who has been locked out.
    Tenure advanced = queues.advance(tenure, next, last);
    List<? extends QueueRecord> fresh =
        records.stream().filter(r -> r.offset() >= tenure.next()).toList();
    if (fresh.isEmpty()) {
      return new Done(advanced, 0, 0);
    }
    Set<UUID> asked = fresh.stream().map(QueueRecord::campaignId).collect(Collectors.toSet());
    Map<UUID, Running> running = tables.running(tenure.queue(), asked);
    List<? extends QueueRecord> open =
        fresh.stream().filter(r -> isOpen(running.get(r.campaignId()))).toList();
    Decision decision = decide(contests(running, open), open);
    store(tenure.queue(), decision, running);
    List<? extends QueueRecord> lost =
        fresh.stream().filter(r -> !running.containsKey(r.campaignId())).toList();
    if (!lost.isEmpty()) {
      strays.accept(lost);
    }
    return new Done(advanced, decision.wins().size(), decision.rejections().size());
  }

  private static boolean isOpen(@Nullable Running campaign) {
    return campaign != null && !campaign.contest().closed();
  }

  /** Returns the campaigns, with their held claims where those are about to be decided. */
  private Map<UUID, Contest> contests(
      Map<UUID, Running> running, List<? extends QueueRecord> records) {
    Map<UUID, Contest> contests = new HashMap<>();
    running.forEach((id, campaign) -> contests.put(id, campaign.contest()));
    records.stream()
        .filter(r -> r instanceof Control control && control.action() == ControlAction.RESUME)
        .map(QueueRecord::campaignId)
        .distinct()
        .forEach(id -> contests.computeIfPresent(id, (same, c) -> c.withHeld(tables.held(same))));
    return contests;
  }

  private Decision decide(Map<UUID, Contest> contests, List<? extends QueueRecord> records) {
    List<Claim> undecided =
        Stream.concat(
                contests.values().stream().flatMap(contest -> contest.held().stream()),
                records.stream().filter(Claim.class::isInstance).map(Claim.class::cast))
            .toList();
    Set<Winner> before = undecided.isEmpty() ? Set.of() : tables.winnersAmong(undecided);
    return FirstCome.decide(contests, before, records);
  }

  private void store(Place queue, Decision decision, Map<UUID, Running> running) {
    Instant now = clock.instant();
    List<Prize> prizes = new ArrayList<>();
    Map<UUID, Integer> wins = new HashMap<>();
    for (Win win : decision.wins()) {
      UUID campaign = win.claim().campaignId();
      Running of = Objects.requireNonNull(running.get(campaign));
      prizes.add(new Prize(Uuid7.next(), win, of.couponsExpireAt()));
      wins.merge(campaign, 1, Integer::sum);
    }
    tables.insert(prizes, now);
    Set<UUID> changed = new HashSet<>(wins.keySet());
    changed.addAll(decision.controls().keySet());
    for (UUID campaign : changed) {
      tables.change(
          campaign,
          wins.getOrDefault(campaign, 0),
          decision.soldOut().get(campaign),
          decision.controls().get(campaign));
    }
    decision.released().forEach(tables::release);
    tables.hold(decision.held());
    List<Claim> rejected =
        tables.reject(decision.rejections(), CouponClaimRejected.OUTSIDE_WINDOW, now);
    List<Message> facts = new ArrayList<>();
    prizes.forEach(prize -> facts.add(issued(queue, prize)));
    rejected.forEach(claim -> facts.add(rejected(queue, claim)));
    decision
        .soldOut()
        .forEach(
            (campaign, offset) -> {
              int quota = Objects.requireNonNull(running.get(campaign)).contest().quota();
              facts.add(soldOut(queue, campaign, quota, offset));
            });
    // Together: a round trip for each would be most of a batch's time.
    outbox.facts(TOPIC, facts);
    Set<UUID> told = new HashSet<>(decision.soldOut().keySet());
    told.addAll(decision.controls().keySet());
    told.forEach(campaigns::tellChanged);
  }

  private static Message issued(Place queue, Prize prize) {
    Claim claim = prize.win().claim();
    return Message.of(
        CouponIssued.TYPE,
        claim.campaignId(),
        new CouponIssued(
            prize.id(),
            claim.claimId(),
            claim.campaignId(),
            claim.userId(),
            prize.win().position(),
            queue.partition(),
            claim.offset(),
            queue.topicId(),
            prize.expiresAt()));
  }

  private static Message rejected(Place queue, Claim claim) {
    return Message.of(
        CouponClaimRejected.TYPE,
        claim.campaignId(),
        new CouponClaimRejected(
            claim.claimId(),
            claim.campaignId(),
            claim.userId(),
            CouponClaimRejected.OUTSIDE_WINDOW,
            queue.partition(),
            claim.offset(),
            queue.topicId()));
  }

  private static Message soldOut(Place queue, UUID campaign, int quota, long offset) {
    return Message.of(
        CouponSoldOut.TYPE,
        campaign,
        new CouponSoldOut(campaign, quota, queue.partition(), offset, queue.topicId()));
  }
}
