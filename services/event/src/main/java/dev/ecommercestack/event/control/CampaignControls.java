package dev.ecommercestack.event.control;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.event.campaign.CampaignResponse;
import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.claim.ClaimQueue;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.event.queue.Place;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Puts control records into the queues of campaigns, behind the claims that came before, and waits
 * a moment for the issuer to come to them.
 */
@Service
class CampaignControls {
  private static final Logger log = LoggerFactory.getLogger(CampaignControls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final ClaimQueue queue;
  private final ClaimTopic topic;
  private final Campaigns campaigns;
  private final ReadCache cache;
  private final JdbcClient jdbc;
  private final Clock clock;

  CampaignControls(
      ClaimQueue queue,
      ClaimTopic topic,
      Campaigns campaigns,
      ReadCache cache,
      JdbcClient jdbc,
      Clock clock) {
    this.queue = queue;
    this.topic = topic;
    this.campaigns = campaigns;
    this.cache = cache;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What came of a request.
   *
   * @param campaign as it is now
   * @param applied whether the issuer has come to the record
   */
  record Result(CampaignResponse campaign, boolean applied) {}

  /**
   * A campaign as far as control records are concerned.
   *
   * @param queue the topic and partition of its claims
   * @param ownerAppliesControls whether the issuer that decides the queue knows control records;
   *     true as well while nobody has decided it yet
   * @param next the first offset of the queue that was not decided yet
   * @param state what the last control record made of it
   * @param control the offset of that record, -1 if there was none
   * @param soldOut whether nobody can win any more
   * @param endsAt from when on claims do not count
   */
  record Controlled(
      Place queue,
      boolean ownerAppliesControls,
      long next,
      CampaignState state,
      long control,
      boolean soldOut,
      Instant endsAt) {}

  /**
   * Requests a change of a campaign's state. A campaign that is paused may be paused again: a
   * RESUME of somebody else may still wait in the queue.
   *
   * @param requestedBy the administrator's user id
   * @throws ProblemException 404 {@code campaign_not_found}; 409 {@code campaign_sold_out}, {@code
   *     campaign_ended}; 503 {@code queue_unavailable}, {@code queue_lost}, {@code
   *     control_not_applied}
   */
  Result request(UUID campaignId, ControlAction action, UUID requestedBy) {
    Controlled before = read(campaignId);
    if (endsEnded(before, action)) {
      return new Result(campaigns.get(campaignId), true);
    }
    requirePossible(before);
    long offset = append(campaignId, before, action, requestedBy);
    boolean applied = waitFor(campaignId, action, offset);
    cache.forgetAfterCommit(Campaigns.CACHE);
    return new Result(campaigns.get(campaignId), applied);
  }

  /**
   * Puts a control record into the queue of a campaign and does not wait for the issuer.
   *
   * @param requestedBy the administrator's user id; null if the campaign is ended because its end
   *     time has passed
   * @return the record's offset
   * @throws ProblemException 503 {@code queue_unavailable}, {@code queue_lost}, {@code
   *     control_not_applied}
   */
  long append(
      UUID campaignId, Controlled campaign, ControlAction action, @Nullable UUID requestedBy) {
    if (!campaign.ownerAppliesControls()) {
      throw notApplied();
    }
    if (!topic.identity().id().equals(campaign.queue().topicId())) {
      throw ClaimQueue.lost();
    }
    int partition = campaign.queue().partition();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long offset =
        queue.append(
            partition,
            now,
            Message.of(
                CampaignControlRequested.TYPE,
                campaignId,
                new CampaignControlRequested(campaignId, action, requestedBy, now)));
    log.info(
        "{} of campaign {} is at offset {} of queue {}; requested by {}",
        action,
        campaignId,
        offset,
        partition,
        requestedBy == null ? "its end time" : requestedBy);
    return offset;
  }

  /** Returns whether the issuer has come to the record within the time. */
  private boolean waitFor(UUID campaignId, ControlAction action, long offset) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Controlled now = read(campaignId);
      if (now.next() > offset) {
        requireApplied(now, action, offset);
        return true;
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause();
    }
  }

  private void requireApplied(Controlled now, ControlAction action, long offset) {
    if (now.control() < offset && !endsEnded(now, action)) {
      // It sold out or ended before the record; or an issuer that does not know the record has put
      // it aside.
      requirePossible(now);
      throw notApplied();
    }
  }

  private static ProblemException notApplied() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "control_not_applied",
        "An instance of an older version decides the queue of this campaign. Repeat the request"
            + " when the update of the event service is complete.");
  }

  private static void pause() {
    try {
      Thread.sleep(INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a control record was waited for", e);
    }
  }

  private static boolean endsEnded(Controlled campaign, ControlAction action) {
    return action == ControlAction.END && campaign.state() == CampaignState.ENDED;
  }

  private void requirePossible(Controlled campaign) {
    if (campaign.soldOut()) {
      throw ProblemException.conflict(
          "campaign_sold_out", "The campaign has sold out: there is nothing to pause or to end.");
    }
    if (campaign.state() == CampaignState.ENDED || !clock.instant().isBefore(campaign.endsAt())) {
      throw ProblemException.conflict(
          "campaign_ended", "The campaign has ended and cannot be changed any more.");
    }
  }

  /**
   * Returns a campaign.
   *
   * @throws ProblemException 404 {@code campaign_not_found}
   */
  Controlled read(UUID campaignId) {
    return jdbc.sql(
            """
            select c.topic_id, c.queue_partition, coalesce(q.next_offset, 0) as next_offset, c.state,
              q.epoch is null or coalesce(q.control_epoch = q.epoch, false) as applies_controls,
              coalesce(c.control_offset, -1) as control_offset,
              c.sold_out_offset is not null as sold_out, c.ends_at
            from campaign c left join claim_queue q using (topic_id, queue_partition)
            where c.id = :id
            """)
        .param("id", campaignId)
        .query(CampaignControls::controlled)
        .optional()
        .orElseThrow(Campaigns::notFound);
  }

  private static Controlled controlled(ResultSet row, int number) throws SQLException {
    return new Controlled(
        new Place(row.getString("topic_id"), row.getInt("queue_partition")),
        row.getBoolean("applies_controls"),
        row.getLong("next_offset"),
        CampaignState.valueOf(row.getString("state")),
        row.getLong("control_offset"),
        row.getBoolean("sold_out"),
        row.getObject("ends_at", OffsetDateTime.class).toInstant());
  }
}
