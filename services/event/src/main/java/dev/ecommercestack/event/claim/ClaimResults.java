package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.Board;
import dev.ecommercestack.event.campaign.Boards;
import dev.ecommercestack.event.campaign.Standing;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Tells what became of a claim, on any instance and without a row per claim.
 *
 * <p>Only winners, rejected claims and those that a paused campaign holds have rows. The board is
 * always looked at before the rows: what it calls decided was committed, so a claim without a row
 * has then lost or does not exist.
 */
@Service
class ClaimResults {
  private static final Duration TOPIC_AGE = Duration.ofSeconds(5);
  private static final String CAMPAIGN_ENDED = "CAMPAIGN_ENDED";

  private final Boards boards;
  private final DecidedClaims decided;
  private final Receipts receipts;
  private final ClaimTopic topic;
  private final JdbcClient jdbc;

  ClaimResults(
      Boards boards, DecidedClaims decided, Receipts receipts, ClaimTopic topic, JdbcClient jdbc) {
    this.boards = boards;
    this.decided = decided;
    this.receipts = receipts;
    this.topic = topic;
    this.jdbc = jdbc;
  }

  /**
   * Returns a claim of a user.
   *
   * @param claimId its id
   * @param userId whose it must be
   * @throws ProblemException 404 {@code claim_not_found}; 503 {@code queue_unavailable}
   */
  ClaimResponse find(UUID claimId, UUID userId) {
    Board board = boards.recent();
    Optional<Standing> known = campaignOf(claimId, userId, board);
    if (known.isEmpty() || !known.get().closed()) {
      Optional<ClaimResponse> row = row(claimId, userId);
      if (row.isPresent()) {
        return row.get();
      }
    }
    if (known.isEmpty()) {
      // Perhaps the campaign is newer than the board.
      board = boards.now();
      known = campaignOf(claimId, userId, board);
    }
    Standing campaign = known.orElseThrow(ClaimResults::notFound);
    return campaign.closed()
        ? afterLastWinner(claimId, userId, campaign)
        : waiting(claimId, userId, campaign, board);
  }

  /**
   * Returns a claim on a campaign that is closed; costs nothing unless the claim has a row.
   *
   * @param campaign as a board has shown it: rows are looked for after that board was read
   */
  ClaimResponse afterLastWinner(UUID claimId, UUID userId, Standing campaign) {
    Optional<ClaimResponse> row =
        decided.mayHaveRow(campaign.id(), claimId) ? row(claimId, userId) : Optional.empty();
    return row.orElseGet(
        () -> {
          Long offset = receipts.remembered(claimId, campaign).orElse(null);
          return campaign.soldOut()
              ? ClaimResponse.soldOut(claimId, campaign.id(), offset)
              : ClaimResponse.rejected(claimId, campaign.id(), offset, CAMPAIGN_ENDED);
        });
  }

  /**
   * Returns a claim that need not be put into the queue again: it has won, or still waits there.
   *
   * @param offset where it was put before
   */
  Optional<ClaimResponse> repeated(UUID claimId, UUID userId, Standing campaign, long offset) {
    long next = boards.recent().next(campaign.queue());
    Optional<ClaimResponse> won =
        row(claimId, userId).filter(claim -> claim.status() == ClaimStatus.WON);
    // A broker that came back without the end of its log does not have the claim any more.
    boolean waits =
        won.isEmpty() && offset >= next && offset < topic.end(campaign.queue().partition());
    return waits
        ? Optional.of(ClaimResponse.pending(claimId, campaign.id(), offset, offset - next + 1))
        : won;
  }

  /**
   * Returns what became of a claim since; costs nothing while the queue has not come to it.
   *
   * @param told what is known of it
   */
  ClaimResponse since(ClaimResponse told, UUID userId) {
    Long offset = told.queueOffset();
    Board board = boards.recent();
    Optional<Standing> campaign = board.campaign(told.campaignId());
    if (offset != null && campaign.isPresent() && !campaign.get().closed()) {
      long next = board.next(campaign.get().queue());
      if (offset >= next) {
        return ClaimResponse.pending(told.claimId(), told.campaignId(), offset, offset - next + 1);
      }
    }
    return find(told.claimId(), userId);
  }

  /** A position is told only of claims that have a receipt; others may not exist. */
  private ClaimResponse waiting(UUID claimId, UUID userId, Standing campaign, Board board) {
    long next = board.next(campaign.queue());
    Optional<Long> offset = receipts.find(claimId, campaign).filter(place -> place >= next);
    if (offset.isPresent()) {
      long place = offset.get();
      return ClaimResponse.pending(claimId, campaign.id(), place, place - next + 1);
    }
    if (!topic.identity(TOPIC_AGE).id().equals(campaign.queue().topicId())) {
      // Nobody decides it until the shop has restored the queue.
      return ClaimResponse.pending(claimId, campaign.id(), null, null);
    }
    // Whoever has been told 202 is before the end that the broker tells from now on.
    if (next < topic.end(campaign.queue().partition())) {
      return ClaimResponse.pending(claimId, campaign.id(), null, null);
    }
    return row(claimId, userId).orElseThrow(ClaimResults::notFound);
  }

  private static Optional<Standing> campaignOf(UUID claimId, UUID userId, Board board) {
    return board.campaigns().values().stream()
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
    return ProblemException.notFound(
        "claim_not_found", "You have no such claim. Claim on the campaign first.");
  }
}
