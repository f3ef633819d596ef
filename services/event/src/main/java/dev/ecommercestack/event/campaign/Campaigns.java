package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.RequestTimes;
import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.ConfirmationCheck;
import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and reads campaigns. */
@Service
public class Campaigns {
  /** The cache group of the lists of campaigns. */
  public static final String CACHE_GROUP = "campaigns";

  private static final UUID MAX_ID = new UUID(-1, -1);
  private static final Duration MAX_WINDOW = Duration.ofDays(366);

  private final CampaignRepository campaigns;
  private final ClaimTopic topic;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration couponValidity;

  Campaigns(
      CampaignRepository campaigns,
      ClaimTopic topic,
      JdbcClient jdbc,
      Outbox outbox,
      Clock clock,
      EventSettings settings) {
    this.campaigns = campaigns;
    this.topic = topic;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
    this.couponValidity = settings.coupons().validity();
  }

  /**
   * Creates a campaign and assigns a partition to it.
   *
   * @throws ProblemException 400 {@code invalid_window}, {@code invalid_benefit}, {@code
   *     confirmation_required}; 503 {@code queue_unavailable}
   */
  @Transactional
  CampaignResponse create(CampaignRequest request) {
    Benefit benefit = request.benefit().toBenefit();
    ConfirmationCheck.requireConfirmed(request.confirmed(), benefit, request.quota());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant startsAt = RequestTimes.validate("startsAt", request.startsAt());
    Instant endsAt = RequestTimes.validate("endsAt", request.endsAt());
    Instant couponsExpireAt =
        request.couponsExpireAt() == null
            ? endsAt.plus(couponValidity)
            : RequestTimes.validate("couponsExpireAt", request.couponsExpireAt());
    checkWindow(now, startsAt, endsAt, couponsExpireAt);
    Campaign campaign =
        new Campaign(
            request.name().strip(),
            request.quota(),
            startsAt,
            endsAt,
            couponsExpireAt,
            benefit,
            leastUsedPartition(now),
            now);
    campaigns.saveAndFlush(campaign);
    outbox.fact(CampaignChanged.TOPIC, CampaignChanged.about(campaign, now));
    return CampaignResponse.of(campaign, now);
  }

  private static void checkWindow(
      Instant now, Instant startsAt, Instant endsAt, Instant couponsExpireAt) {
    if (!endsAt.isAfter(startsAt)) {
      throw invalidWindow("endsAt must be after startsAt.");
    }
    if (!endsAt.isAfter(now)) {
      throw invalidWindow("endsAt is in the past: nobody could claim anything.");
    }
    if (Duration.between(startsAt, endsAt).compareTo(MAX_WINDOW) > 0) {
      // Kafka keeps the claims for 400 days.
      throw invalidWindow("A campaign may last at most %d days.".formatted(MAX_WINDOW.toDays()));
    }
    if (couponsExpireAt.isBefore(endsAt)) {
      throw invalidWindow("couponsExpireAt must not be before endsAt.");
    }
  }

  private static ProblemException invalidWindow(String detail) {
    return new ProblemException(ProblemCode.INVALID_WINDOW, detail);
  }

  /** Returns the partition with the fewest running campaigns; of equal ones, the first. */
  private ClaimPartition leastUsedPartition(Instant now) {
    ClaimTopic.Identity current = topic.identity();
    int partition =
        jdbc.sql(
                """
                select p from generate_series(0, :last) p
                left join campaign c on c.queue_partition = p and c.topic_id = :topic
                  and c.ends_at > :now and c.sold_out_offset is null and c.state <> 'ENDED'
                group by p order by count(c.id), p limit 1
                """)
            .param("last", current.partitions() - 1)
            .param("topic", current.id())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(Integer.class)
            .single();
    return new ClaimPartition(current.id(), partition);
  }

  /**
   * Returns a campaign.
   *
   * @throws ProblemException 404 {@code campaign_not_found}
   */
  @Transactional(readOnly = true)
  public CampaignResponse get(UUID id) {
    return campaigns
        .findById(id)
        .map(campaign -> CampaignResponse.of(campaign, clock.instant()))
        .orElseThrow(Campaigns::notFound);
  }

  /**
   * Publishes {@code campaign-changed} with the current state, in the transaction of the caller.
   *
   * @throws ProblemException 404 {@code campaign_not_found}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publishChanged(UUID id) {
    Campaign campaign = campaigns.findById(id).orElseThrow(Campaigns::notFound);
    outbox.fact(CampaignChanged.TOPIC, CampaignChanged.about(campaign, clock.instant()));
  }

  /** Returns the problem of a campaign that does not exist. */
  public static ProblemException notFound() {
    return new ProblemException(ProblemCode.CAMPAIGN_NOT_FOUND, "There is no such campaign.");
  }

  /** Returns campaigns, the newest first. */
  @Transactional(readOnly = true)
  Page<CampaignResponse> list(PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(MAX_ID);
    List<Campaign> rows =
        campaigns.findByIdLessThanOrderByIdDesc(before, Limit.of(query.size() + 1));
    Instant now = clock.instant();
    return Page.of(rows, query, campaign -> Cursor.of(campaign.getId()))
        .map(campaign -> CampaignResponse.of(campaign, now));
  }
}
