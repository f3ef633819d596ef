package dev.ecommercestack.event.issue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rule: whoever is first in the queue wins, once, within the window, until the quota ends.
 * Pure: the same claims on the same campaigns always have the same winners, however they are cut
 * into batches.
 */
public final class FirstCome {
  private final Map<UUID, Contest> contests;
  private final Map<UUID, Integer> issued = new HashMap<>();
  private final Set<Winner> winners;
  private final List<Decision.Win> wins = new ArrayList<>();
  private final List<Claim> rejections = new ArrayList<>();
  private final Map<UUID, Long> soldOut = new HashMap<>();

  private FirstCome(Map<UUID, Contest> contests, Set<Winner> winners) {
    this.contests = contests;
    this.winners = new HashSet<>(winners);
  }

  /**
   * Decides a batch.
   *
   * @param contests the campaigns of all claims, as they stand before it
   * @param winners at least those users of the batch who have won before
   * @param claims by ascending offset
   * @throws IllegalArgumentException if a campaign is missing, or the claims are not in order
   */
  public static Decision decide(
      Map<UUID, Contest> contests, Set<Winner> winners, List<Claim> claims) {
    FirstCome rule = new FirstCome(contests, winners);
    long last = -1;
    for (Claim claim : claims) {
      if (claim.offset() <= last) {
        throw new IllegalArgumentException(
            "Claim at %d comes after the one at %d".formatted(claim.offset(), last));
      }
      last = claim.offset();
      rule.decide(claim);
    }
    return new Decision(rule.wins, rule.rejections, rule.soldOut);
  }

  private void decide(Claim claim) {
    Contest contest = contests.get(claim.campaignId());
    if (contest == null) {
      throw new IllegalArgumentException("Campaign " + claim.campaignId() + " is missing");
    }
    Winner candidate = new Winner(claim.campaignId(), claim.userId());
    int before = issued.getOrDefault(claim.campaignId(), contest.issued());
    // Behind the last winner nothing is noted any more: what is known of a sold-out campaign stays.
    if (before == contest.quota() || winners.contains(candidate)) {
      return;
    }
    if (!contest.open(claim.madeAt())) {
      rejections.add(claim);
      return;
    }
    winners.add(candidate);
    issued.put(claim.campaignId(), before + 1);
    wins.add(new Decision.Win(claim, before + 1));
    if (before + 1 == contest.quota()) {
      soldOut.put(claim.campaignId(), claim.offset());
    }
  }
}
