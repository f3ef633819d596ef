package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.Board;
import dev.ecommercestack.event.campaign.Boards;
import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.campaign.Standing;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.message.Message;
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

/** Takes claims. */
@Service
class Claims {
  /** A topic is not recreated often. */
  private static final Duration TOPIC_AGE = Duration.ofSeconds(5);

  private final Boards boards;
  private final Campaigns campaigns;
  private final ClaimTopic topic;
  private final ClaimQueue queue;
  private final Receipts receipts;
  private final ClaimResults results;
  private final Clock clock;
  private final Counter accepted;
  private final Counter shed;

  Claims(
      Boards boards,
      Campaigns campaigns,
      ClaimTopic topic,
      ClaimQueue queue,
      Receipts receipts,
      ClaimResults results,
      Clock clock,
      MeterRegistry metrics) {
    this.boards = boards;
    this.campaigns = campaigns;
    this.topic = topic;
    this.queue = queue;
    this.receipts = receipts;
    this.results = results;
    this.clock = clock;
    this.accepted =
        Counter.builder("event.claims.accepted").description("put into a queue").register(metrics);
    this.shed =
        Counter.builder("event.claims.shed")
            .description("answered at once: the campaign had sold out")
            .register(metrics);
  }

  /**
   * Puts a claim into the queue of its campaign, unless it is known to be there. Of a campaign that
   * has sold out, the result is told at once.
   *
   * @throws ProblemException 404 {@code campaign_not_found}; 409 {@code campaign_not_open}, {@code
   *     campaign_paused}, {@code campaign_ended}; 503 {@code queue_unavailable}, {@code queue_lost}
   */
  ClaimResponse claim(UUID campaignId, UUID userId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Standing campaign =
        boards
            .recent()
            .campaign(campaignId)
            .or(() -> boards.now().campaign(campaignId))
            .orElseThrow(() -> absent(campaignId));
    UUID claimId = ClaimIds.of(campaignId, userId);
    if (campaign.soldOut()) {
      shed.increment();
      return results.afterLastWinner(claimId, userId, campaign);
    }
    requireOpen(campaign, now);
    requireQueue(campaign);
    Optional<ClaimResponse> before =
        receipts
            .remembered(claimId, campaign)
            .flatMap(offset -> results.repeated(claimId, userId, campaign, offset));
    if (before.isPresent()) {
      return before.get();
    }
    return append(claimId, campaign, userId, now);
  }

  private ClaimResponse append(UUID claimId, Standing campaign, UUID userId, Instant now) {
    int partition = campaign.queue().partition();
    ClaimRequested claim = new ClaimRequested(claimId, campaign.id(), userId, now);
    long offset =
        queue.append(partition, now, Message.of(ClaimRequested.TYPE, campaign.id(), claim));
    accepted.increment();
    receipts.keep(claimId, campaign, offset);
    Board board = boards.recent();
    long ahead = Math.max(1, offset - board.next(campaign.queue()) + 1);
    return ClaimResponse.pending(claimId, campaign.id(), offset, ahead);
  }

  /** A campaign that is long over is not on the board any more. */
  private ProblemException absent(UUID campaignId) {
    return ended(campaigns.get(campaignId).endsAt());
  }

  private static ProblemException ended(Instant at) {
    return ProblemException.conflict("campaign_ended", "The campaign ended at %s.".formatted(at));
  }

  private static void requireOpen(Standing campaign, Instant now) {
    if (campaign.state() == CampaignState.ENDED) {
      throw ProblemException.conflict("campaign_ended", "The shop has ended the campaign.");
    }
    if (now.isBefore(campaign.startsAt())) {
      throw ProblemException.conflict(
              "campaign_not_open", "The campaign starts at %s.".formatted(campaign.startsAt()))
          .with("startsAt", campaign.startsAt().toString());
    }
    if (!now.isBefore(campaign.endsAt())) {
      throw ended(campaign.endsAt());
    }
    if (campaign.state() == CampaignState.PAUSED) {
      throw ProblemException.conflict(
          "campaign_paused", "The shop has paused the campaign. Try again later.");
    }
  }

  private void requireQueue(Standing campaign) {
    if (!topic.identity(TOPIC_AGE).id().equals(campaign.queue().topicId())) {
      throw ClaimQueue.lost();
    }
  }
}
