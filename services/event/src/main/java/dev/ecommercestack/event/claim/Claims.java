package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.CampaignSnapshot;
import dev.ecommercestack.event.campaign.CampaignSnapshotsCache;
import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.event.queue.ClaimTopicProducer;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Accepts claims and appends them to the partition of their campaign. */
@Service
class Claims {
  /** A topic is recreated rarely, so its identity need not be read for each claim. */
  private static final Duration MAX_TOPIC_AGE = Duration.ofSeconds(5);

  private final CampaignSnapshotsCache snapshotsCache;
  private final Campaigns campaigns;
  private final ClaimTopic topic;
  private final ClaimTopicProducer producer;
  private final ClaimOffsets offsets;
  private final ClaimResults results;
  private final Clock clock;
  private final Counter accepted;
  private final Counter shed;

  Claims(
      CampaignSnapshotsCache snapshotsCache,
      Campaigns campaigns,
      ClaimTopic topic,
      ClaimTopicProducer producer,
      ClaimOffsets offsets,
      ClaimResults results,
      Clock clock,
      MeterRegistry metrics) {
    this.snapshotsCache = snapshotsCache;
    this.campaigns = campaigns;
    this.topic = topic;
    this.producer = producer;
    this.offsets = offsets;
    this.results = results;
    this.clock = clock;
    this.accepted =
        Counter.builder("event.claims.accepted")
            .description("claims appended to a partition")
            .register(metrics);
    this.shed =
        Counter.builder("event.claims.shed")
            .description("claims answered at once because the campaign had sold out")
            .register(metrics);
  }

  /**
   * Appends a claim to the partition of its campaign, unless it is known to be there. If the
   * campaign has sold out, returns the result at once and appends nothing.
   *
   * @param campaignId the id of the campaign
   * @param userId the id of the user who claims
   * @throws ProblemException 404 {@code campaign_not_found}; 409 {@code campaign_not_open}, {@code
   *     campaign_paused}, {@code campaign_ended}; 503 {@code queue_unavailable}, {@code queue_lost}
   */
  ClaimResponse claim(UUID campaignId, UUID userId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    CampaignSnapshot campaign =
        snapshotsCache
            .recent()
            .campaign(campaignId)
            .or(() -> snapshotsCache.now().campaign(campaignId))
            .orElseThrow(() -> endedOrNotFound(campaignId));
    UUID claimId = ClaimIds.of(campaignId, userId);
    if (campaign.soldOut()) {
      shed.increment();
      return results.ofClosedCampaign(claimId, userId, campaign);
    }
    requireOpen(campaign, now);
    requireCurrentTopic(campaign);
    Optional<ClaimResponse> before =
        offsets
            .remembered(claimId, campaign)
            .flatMap(offset -> results.wonOrWaiting(claimId, userId, campaign, offset));
    if (before.isPresent()) {
      return before.get();
    }
    return append(claimId, campaign, userId, now);
  }

  private ClaimResponse append(UUID claimId, CampaignSnapshot campaign, UUID userId, Instant now) {
    int partition = campaign.partition().number();
    ClaimRequested claim = new ClaimRequested(claimId, campaign.id(), userId, now);
    long offset =
        producer.append(partition, now, Message.of(ClaimRequested.TYPE, campaign.id(), claim));
    accepted.increment();
    offsets.store(claimId, campaign, offset);
    long nextOffset = snapshotsCache.recent().nextOffset(campaign.partition());
    long queuePosition = Math.max(1, offset - nextOffset + 1);
    return ClaimResponse.pending(claimId, campaign.id(), offset, queuePosition);
  }

  /** Returns the problem of a campaign without a snapshot: it ended long ago or does not exist. */
  private ProblemException endedOrNotFound(UUID campaignId) {
    return ended(campaigns.get(campaignId).endsAt());
  }

  private static ProblemException ended(Instant endedAt) {
    return new ProblemException(
        ProblemCode.CAMPAIGN_ENDED, "The campaign ended at %s.".formatted(endedAt));
  }

  private static void requireOpen(CampaignSnapshot campaign, Instant now) {
    if (campaign.state() == CampaignState.ENDED) {
      throw new ProblemException(ProblemCode.CAMPAIGN_ENDED, "The shop has ended the campaign.");
    }
    if (now.isBefore(campaign.startsAt())) {
      throw new ProblemException(
              ProblemCode.CAMPAIGN_NOT_OPEN,
              "The campaign starts at %s.".formatted(campaign.startsAt()))
          .with("startsAt", campaign.startsAt().toString());
    }
    if (!now.isBefore(campaign.endsAt())) {
      throw ended(campaign.endsAt());
    }
    if (campaign.state() == CampaignState.PAUSED) {
      throw new ProblemException(
          ProblemCode.CAMPAIGN_PAUSED, "The shop has paused the campaign. Try again later.");
    }
  }

  private void requireCurrentTopic(CampaignSnapshot campaign) {
    if (!topic.identity(MAX_TOPIC_AGE).id().equals(campaign.partition().topicId())) {
      throw ClaimTopicProducer.queueLost();
    }
  }
}
