package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.event.queue.ClaimTopicProducer;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.problem.ProblemCode;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Pauses, resumes and ends campaigns: appends a control record to the partition of the campaign,
 * behind the claims that came before, and waits for some seconds until the issuer has applied it.
 */
@Service
class CampaignControls {
  private static final Logger log = LoggerFactory.getLogger(CampaignControls.class);
  private static final Duration APPLY_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final ClaimTopicProducer producer;
  private final ClaimTopic topic;
  private final Campaigns campaigns;
  private final ReadCache cache;
  private final JdbcClient jdbc;
  private final Clock clock;

  CampaignControls(
      ClaimTopicProducer producer,
      ClaimTopic topic,
      Campaigns campaigns,
      ReadCache cache,
      JdbcClient jdbc,
      Clock clock) {
    this.producer = producer;
    this.topic = topic;
    this.campaigns = campaigns;
    this.cache = cache;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The result of a request.
   *
   * @param campaign the campaign after the request
   * @param applied whether the issuer has applied the control record
   */
  record ControlResult(CampaignResponse campaign, boolean applied) {}

  /**
   * The properties of a campaign that decide whether a control record can be applied.
   *
   * @param partition the partition in which the claims wait
   * @param ownerAppliesControls whether the issuer that holds the lease of the partition knows
   *     control records; also true while no issuer has taken the lease
   * @param nextOffset the first offset of the partition that was not decided yet
   * @param state the state that the last control record has set
   * @param controlOffset the offset of that record; -1 if there is none
   * @param soldOut whether the quota is used up
   * @param endsAt the end of the claim window, exclusive
   */
  record ControlledCampaign(
      ClaimPartition partition,
      boolean ownerAppliesControls,
      long nextOffset,
      CampaignState state,
      long controlOffset,
      boolean soldOut,
      Instant endsAt) {}

  /**
   * Requests a change of the state of a campaign. A paused campaign may be paused again, because a
   * RESUME of another administrator may still wait in the queue.
   *
   * @param campaignId the id of the campaign
   * @param action the requested action
   * @param requestedBy the user id of the administrator
   * @throws ProblemException 404 {@code campaign_not_found}; 409 {@code campaign_sold_out}, {@code
   *     campaign_ended}; 503 {@code queue_unavailable}, {@code queue_lost}, {@code
   *     control_not_applied}
   */
  ControlResult request(UUID campaignId, ControlAction action, UUID requestedBy) {
    ControlledCampaign before = read(campaignId);
    if (isAlreadyEnded(before, action)) {
      return new ControlResult(campaigns.get(campaignId), true);
    }
    requireControllable(before);
    long offset = append(campaignId, before, action, requestedBy);
    boolean applied = waitFor(campaignId, action, offset);
    cache.invalidateAfterCommit(Campaigns.CACHE_GROUP);
    return new ControlResult(campaigns.get(campaignId), applied);
  }

  /**
   * Appends a control record to the partition of a campaign and does not wait for the issuer.
   *
   * @param campaignId the id of the campaign
   * @param campaign the campaign as read before
   * @param action the requested action
   * @param requestedBy the user id of the administrator; null if the campaign is ended because its
   *     end time has passed
   * @return the offset of the record
   * @throws ProblemException 503 {@code queue_unavailable}, {@code queue_lost}, {@code
   *     control_not_applied}
   */
  long append(
      UUID campaignId,
      ControlledCampaign campaign,
      ControlAction action,
      @Nullable UUID requestedBy) {
    if (!campaign.ownerAppliesControls()) {
      throw notApplied();
    }
    if (!topic.identity().id().equals(campaign.partition().topicId())) {
      throw ClaimTopicProducer.queueLost();
    }
    int partition = campaign.partition().number();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long offset =
        producer.append(
            partition,
            now,
            Message.of(
                CampaignControlRequested.TYPE,
                campaignId,
                new CampaignControlRequested(campaignId, action, requestedBy, now)));
    log.info(
        "{} of campaign {} is at offset {} of partition {}; requested by {}",
        action,
        campaignId,
        offset,
        partition,
        requestedBy == null ? "its end time" : requestedBy);
    return offset;
  }

  /** Returns whether the issuer has passed the offset within {@link #APPLY_TIMEOUT}. */
  private boolean waitFor(UUID campaignId, ControlAction action, long offset) {
    long deadline = System.nanoTime() + APPLY_TIMEOUT.toNanos();
    while (true) {
      ControlledCampaign now = read(campaignId);
      if (now.nextOffset() > offset) {
        requireApplied(now, action, offset);
        return true;
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      sleepUntilNextPoll();
    }
  }

  private void requireApplied(ControlledCampaign now, ControlAction action, long offset) {
    if (now.controlOffset() < offset && !isAlreadyEnded(now, action)) {
      // The campaign sold out or ended before the record; or an issuer of an older version, which
      // does not know the record, has dead-lettered it.
      requireControllable(now);
      throw notApplied();
    }
  }

  private static ProblemException notApplied() {
    return new ProblemException(
        ProblemCode.CONTROL_NOT_APPLIED,
        "An instance of an older version decides the queue of this campaign. Repeat the request"
            + " when the update of the event service is complete.");
  }

  private static void sleepUntilNextPoll() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a control record", e);
    }
  }

  private static boolean isAlreadyEnded(ControlledCampaign campaign, ControlAction action) {
    return action == ControlAction.END && campaign.state() == CampaignState.ENDED;
  }

  private void requireControllable(ControlledCampaign campaign) {
    if (campaign.soldOut()) {
      throw new ProblemException(
          ProblemCode.CAMPAIGN_SOLD_OUT,
          "The campaign has sold out: there is nothing to pause or to end.");
    }
    if (campaign.state() == CampaignState.ENDED || !clock.instant().isBefore(campaign.endsAt())) {
      throw new ProblemException(
          ProblemCode.CAMPAIGN_ENDED, "The campaign has ended and cannot be changed any more.");
    }
  }

  /**
   * Returns a campaign.
   *
   * @throws ProblemException 404 {@code campaign_not_found}
   */
  ControlledCampaign read(UUID campaignId) {
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
        .query(CampaignControls::controlledCampaign)
        .optional()
        .orElseThrow(Campaigns::notFound);
  }

  private static ControlledCampaign controlledCampaign(ResultSet row, int number)
      throws SQLException {
    return new ControlledCampaign(
        new ClaimPartition(row.getString("topic_id"), row.getInt("queue_partition")),
        row.getBoolean("applies_controls"),
        row.getLong("next_offset"),
        CampaignState.valueOf(row.getString("state")),
        row.getLong("control_offset"),
        row.getBoolean("sold_out"),
        row.getObject("ends_at", OffsetDateTime.class).toInstant());
  }
}
