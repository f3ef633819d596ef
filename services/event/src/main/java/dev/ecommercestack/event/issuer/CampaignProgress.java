package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.CampaignState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The state of a campaign before a batch of records is decided.
 *
 * @param campaignId the id of the campaign
 * @param quota the number of coupons that can be issued
 * @param issued the number of coupons that were issued
 * @param startsAt the start of the claim window, inclusive
 * @param endsAt the end of the claim window, exclusive
 * @param state the state that the last control record has set
 * @param held the claims held since the campaign was paused, by ascending offset; may be empty if
 *     no record of the batch resumes the campaign
 */
public record CampaignProgress(
    UUID campaignId,
    int quota,
    int issued,
    Instant startsAt,
    Instant endsAt,
    CampaignState state,
    List<Claim> held) {
  /** Refuses a number of issued coupons that is negative or exceeds the quota. */
  public CampaignProgress {
    held = List.copyOf(held);
    if (issued < 0 || issued > quota) {
      throw new IllegalArgumentException(
          "Campaign %s has issued %d of %d".formatted(campaignId, issued, quota));
    }
  }

  /** Creates the state of a campaign without control records. */
  CampaignProgress(UUID campaignId, int quota, int issued, Instant startsAt, Instant endsAt) {
    this(campaignId, quota, issued, startsAt, endsAt, CampaignState.RUNNING, List.of());
  }

  /** Returns the same state with the given held claims. */
  CampaignProgress withHeld(List<Claim> claims) {
    return new CampaignProgress(campaignId, quota, issued, startsAt, endsAt, state, claims);
  }

  /** Returns whether no claim can win any more. */
  public boolean closed() {
    return issued == quota || state == CampaignState.ENDED;
  }

  /** Returns whether a time is within the claim window. */
  public boolean windowContains(Instant madeAt) {
    return !madeAt.isBefore(startsAt) && madeAt.isBefore(endsAt);
  }
}
