package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.campaign.CampaignState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A campaign as it stands before a batch.
 *
 * @param campaignId its id
 * @param quota how many can win
 * @param issued how many have won
 * @param startsAt from when on claims count
 * @param endsAt from when on they do not any more
 * @param state what the last control record made of it
 * @param held claims that wait since it was paused, by ascending offset; may be empty when no
 *     record of the batch resumes it
 */
public record Contest(
    UUID campaignId,
    int quota,
    int issued,
    Instant startsAt,
    Instant endsAt,
    CampaignState state,
    List<Claim> held) {
  /** Refuses a campaign that has issued more than it may. */
  public Contest {
    held = List.copyOf(held);
    if (issued < 0 || issued > quota) {
      throw new IllegalArgumentException(
          "Campaign %s has issued %d of %d".formatted(campaignId, issued, quota));
    }
  }

  /** A campaign that no control record was about. */
  Contest(UUID campaignId, int quota, int issued, Instant startsAt, Instant endsAt) {
    this(campaignId, quota, issued, startsAt, endsAt, CampaignState.RUNNING, List.of());
  }

  /** Returns the same campaign with the claims that wait since it was paused. */
  Contest withHeld(List<Claim> claims) {
    return new Contest(campaignId, quota, issued, startsAt, endsAt, state, claims);
  }

  /** Returns whether nobody can win any more. */
  public boolean closed() {
    return issued == quota || state == CampaignState.ENDED;
  }

  /** Returns whether a claim made then counts: from the start on, and before the end. */
  public boolean open(Instant madeAt) {
    return !madeAt.isBefore(startsAt) && madeAt.isBefore(endsAt);
  }
}
