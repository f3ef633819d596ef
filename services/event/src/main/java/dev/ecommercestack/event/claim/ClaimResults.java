package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.CampaignSnapshot;
import dev.ecommercestack.event.campaign.CampaignSnapshots;
import dev.ecommercestack.event.campaign.CampaignSnapshotsCache;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Finds the result of a claim, on any instance and without a row per claim.
 *
 * <p>Only winning, rejected and held claims have rows. The snapshots are always read before the
 * rows: what a snapshot shows as decided was committed before, so a claim that then has no row has
 * lost or does not exist.
 */
@Service
class ClaimResults {
  private static final Duration MAX_TOPIC_AGE = Duration.ofSeconds(5);
  private static final String CAMPAIGN_ENDED = "CAMPAIGN_ENDED";

  private final CampaignSnapshotsCache snapshotsCache;
  private final DecidedClaims decided;
  private final ClaimOffsets offsets;
  private final ClaimTopic topic;
  private final JdbcClient jdbc;

  ClaimResults(
      CampaignSnapshotsCache snapshotsCache,
      DecidedClaims decided,
      ClaimOffsets offsets,
      ClaimTopic topic,
      JdbcClient jdbc) {
    this.snapshotsCache = snapshotsCache;
    this.decided = decided;
    this.offsets = offsets;
    this.topic = topic;
    this.jdbc = jdbc;
  }

  /**
   * Returns a claim and its result.
   *
   * @param claimId the id of the claim
   * @param userId the id of the user who must have made the claim
   * @throws ProblemException 404 {@code claim_not_found}; 503 {@code queue_unavailable}
   */
  ClaimResponse find(UUID claimId, UUID userId) {
    CampaignSnapshots snapshots = snapshotsCache.recent();
    Optional<CampaignSnapshot> found = campaignOf(claimId, userId, snapshots);
    if (found.isEmpty() || !found.get().closed()) {
      Optional<ClaimResponse> row = row(claimId, userId);
      if (row.isPresent()) {
        return row.get();
      }
    }
    if (found.isEmpty()) {
      // The campaign may be newer than the cached snapshots.
      snapshots = snapshotsCache.now();
      found = campaignOf(claimId, userId, snapshots);
    }
    CampaignSnapshot campaign = found.orElseThrow(ClaimResults::notFound);
    return campaign.closed()
        ? ofClosedCampaign(claimId, userId, campaign)
        : ofRunningCampaign(claimId, userId, campaign, snapshots);
  }

  /**
   * Returns a claim on a closed campaign. This reads the database only if the claim may have a row.
   *
   * @param claimId the id of the claim
   * @param userId the id of the user who made the claim
   * @param campaign the snapshot of the campaign, which must have been read before this call
   */
  ClaimResponse ofClosedCampaign(UUID claimId, UUID userId, CampaignSnapshot campaign) {
    Optional<ClaimResponse> row =
        decided.mayHaveRow(campaign.id(), claimId) ? row(claimId, userId) : Optional.empty();
    return row.orElseGet(
        () -> {
          Long offset = offsets.remembered(claimId, campaign).orElse(null);
          return campaign.soldOut()
              ? ClaimResponse.soldOut(claimId, campaign.id(), offset)
              : ClaimResponse.rejected(claimId, campaign.id(), offset, CAMPAIGN_ENDED);
        });
  }

  /**
   * Returns a claim that need not be appended again, because it has won or still waits. Returns
   * empty for any other claim.
   *
   * @param claimId the id of the claim
   * @param userId the id of the user who made the claim
   * @param campaign the snapshot of the campaign
   * @param offset the offset at which the claim was appended before
   */
  Optional<ClaimResponse> wonOrWaiting(
      UUID claimId, UUID userId, CampaignSnapshot campaign, long offset) {
    long nextOffset = snapshotsCache.recent().nextOffset(campaign.partition());
    Optional<ClaimResponse> won =
        row(claimId, userId).filter(claim -> claim.status() == ClaimStatus.WON);
    // A broker that lost the end of its log does not have the claim any more.
    boolean waits =
        won.isEmpty()
            && offset >= nextOffset
            && offset < topic.endOffset(campaign.partition().number());
    return waits
        ? Optional.of(
            ClaimResponse.pending(claimId, campaign.id(), offset, offset - nextOffset + 1))
        : won;
  }

  /**
   * Returns the present state of a claim. While the issuer has not reached the claim, this uses
   * only the cached snapshots.
   *
   * @param known the state of the claim that was read before
   * @param userId the id of the user who made the claim
   */
  ClaimResponse refresh(ClaimResponse known, UUID userId) {
    Long offset = known.queueOffset();
    CampaignSnapshots snapshots = snapshotsCache.recent();
    Optional<CampaignSnapshot> campaign = snapshots.campaign(known.campaignId());
    if (offset != null && campaign.isPresent() && !campaign.get().closed()) {
      long nextOffset = snapshots.nextOffset(campaign.get().partition());
      if (offset >= nextOffset) {
        return ClaimResponse.pending(
            known.claimId(), known.campaignId(), offset, offset - nextOffset + 1);
      }
    }
    return find(known.claimId(), userId);
  }

  /** Returns a position only for a claim with a known offset: any other may not exist. */
  private ClaimResponse ofRunningCampaign(
      UUID claimId, UUID userId, CampaignSnapshot campaign, CampaignSnapshots snapshots) {
    long nextOffset = snapshots.nextOffset(campaign.partition());
    Optional<Long> known = offsets.find(claimId, campaign).filter(o -> o >= nextOffset);
    if (known.isPresent()) {
      long offset = known.get();
      return ClaimResponse.pending(claimId, campaign.id(), offset, offset - nextOffset + 1);
    }
    if (!topic.identity(MAX_TOPIC_AGE).id().equals(campaign.partition().topicId())) {
      // No issuer decides the claim until the shop has restored the topic.
      return ClaimResponse.pending(claimId, campaign.id(), null, null);
    }
    // A claim that was answered 202 is before the end offset that the broker returns from now on.
    if (nextOffset < topic.endOffset(campaign.partition().number())) {
      return ClaimResponse.pending(claimId, campaign.id(), null, null);
    }
    return row(claimId, userId).orElseThrow(ClaimResults::notFound);
  }

  private static Optional<CampaignSnapshot> campaignOf(
      UUID claimId, UUID userId, CampaignSnapshots snapshots) {
    return snapshots.campaigns().values().stream()
        .filter(campaign -> ClaimIds.of(campaign.id(), userId).equals(claimId))
        .findAny();
  }

  private Optional<ClaimResponse> row(UUID claimId, UUID userId) {
    return jdbc.sql(
            """
            select campaign_id, position, id as coupon_id, queue_offset, null as reason, 1 as priority
            from coupon where claim_id = :claim and user_id = :user
            union all
            select campaign_id, null, null, queue_offset, null, 2
            from held_claim where claim_id = :claim and user_id = :user
            union all
            select campaign_id, null, null, queue_offset, reason, 3
            from claim_rejection where claim_id = :claim and user_id = :user
            order by priority limit 1
            """)
        .param("claim", claimId)
        .param("user", userId)
        .query(
            (row, number) -> {
              UUID campaign = row.getObject("campaign_id", UUID.class);
              UUID coupon = row.getObject("coupon_id", UUID.class);
              long offset = row.getLong("queue_offset");
              if (coupon != null) {
                return ClaimResponse.won(claimId, campaign, row.getInt("position"), coupon, offset);
              }
              String reason = row.getString("reason");
              return reason == null
                  ? ClaimResponse.pending(claimId, campaign, offset, null)
                  : ClaimResponse.rejected(claimId, campaign, offset, reason);
            })
        .optional();
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.CLAIM_NOT_FOUND, "You have no such claim. Claim on the campaign first.");
  }
}
