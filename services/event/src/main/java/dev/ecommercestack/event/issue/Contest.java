package dev.ecommercestack.event.issue;

import java.time.Instant;
import java.util.UUID;

/**
 * A campaign as it stands before a batch.
 *
 * @param campaignId its id
 * @param quota how many can win
 * @param issued how many have won
 * @param startsAt from when on claims count
 * @param endsAt from when on they do not any more
 */
public record Contest(UUID campaignId, int quota, int issued, Instant startsAt, Instant endsAt) {
  /** Refuses a campaign that has issued more than it may. */
  public Contest {
    if (issued < 0 || issued > quota) {
      throw new IllegalArgumentException(
          "Campaign %s has issued %d of %d".formatted(campaignId, issued, quota));
    }
  }

  /** Returns whether nobody can win any more. */
  public boolean soldOut() {
    return issued == quota;
  }

  /** Returns whether a claim made then counts: from the start on, and before the end. */
  public boolean open(Instant madeAt) {
    return !madeAt.isBefore(startsAt) && madeAt.isBefore(endsAt);
  }
}
