package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.control.ControlAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The rule: whoever is first in the queue wins, once, within the window, until the quota ends or
 * the campaign is ended. While it is paused claims are held; they are decided first when it is
 * resumed. Pure: the same records on the same campaigns always have the same winners, however they
 * are cut into batches.
 */
public final class FirstCome {
  private final Map<UUID, Contest> contests;
  private final Map<UUID, Integer> issued = new HashMap<>();
  private final Map<UUID, CampaignState> states = new HashMap<>();
  private final Map<UUID, NavigableMap<Long, Claim>> held = new HashMap<>();
  private final List<Claim> newlyHeld = new ArrayList<>();
  private final Set<Winner> winners;
  private final List<Decision.Win> wins = new ArrayList<>();
  private final List<Claim> rejections = new ArrayList<>();
  private final Map<UUID, Long> soldOut = new HashMap<>();
  private final Map<UUID, Control> controls = new HashMap<>();
  private final Map<UUID, Long> released = new HashMap<>();

  private FirstCome(Map<UUID, Contest> contests, Set<Winner> winners) {
    this.contests = contests;
    this.winners = new HashSet<>(winners);
    contests.forEach(
        (id, contest) -> {
          states.put(id, contest.state());
          NavigableMap<Long, Claim> claims = new TreeMap<>();
          contest.held().forEach(claim -> claims.put(claim.offset(), claim));
          held.put(id, claims);
        });
  }

  /**
   * Decides a batch.
   *
   * @param contests the campaigns of all records, as they stand before it
   * @param winners at least those users of the batch, and of held claims, who have won before
   * @param records by ascending offset
   * @throws IllegalArgumentException if a campaign is missing, or the records are not in order
   */
  public static Decision decide(
      Map<UUID, Contest> contests, Set<Winner> winners, List<? extends QueueRecord> records) {
    FirstCome rule = new FirstCome(contests, winners);
    long last = -1;
    for (QueueRecord record : records) {
      if (record.offset() <= last) {
        throw new IllegalArgumentException(
            "Record at %d comes after the one at %d".formatted(record.offset(), last));
      }
      last = record.offset();
      switch (record) {
        case Claim claim -> rule.decide(claim);
        case Control control -> rule.apply(control);
      }
    }
    return rule.decision();
  }

  private Decision decision() {
    List<Claim> stillHeld =
        newlyHeld.stream()
            .filter(claim -> claim.offset() > released.getOrDefault(claim.campaignId(), -1L))
            .toList();
    return new Decision(wins, rejections, soldOut, controls, stillHeld, released);
  }

  private Contest contest(UUID campaignId) {
    Contest contest = contests.get(campaignId);
    if (contest == null) {
      throw new IllegalArgumentException("Campaign " + campaignId + " is missing");
    }
    return contest;
  }

  private int issued(Contest contest) {
    return issued.getOrDefault(contest.campaignId(), contest.issued());
  }

  /**
   * Behind the last winner nothing is stored any more: what is known of a closed campaign stays.
   */
  private boolean closed(Contest contest) {
    return issued(contest) == contest.quota()
        || states.get(contest.campaignId()) == CampaignState.ENDED;
  }

  private void decide(Claim claim) {
    Contest contest = contest(claim.campaignId());
    Winner candidate = new Winner(claim.campaignId(), claim.userId());
    if (closed(contest) || winners.contains(candidate)) {
      return;
    }
    if (!contest.open(claim.madeAt())) {
      rejections.add(claim);
      return;
    }
    if (states.get(claim.campaignId()) == CampaignState.PAUSED) {
      held(claim.campaignId()).put(claim.offset(), claim);
      newlyHeld.add(claim);
      return;
    }
    int position = issued(contest) + 1;
    winners.add(candidate);
    issued.put(claim.campaignId(), position);
    wins.add(new Decision.Win(claim, position));
    if (position == contest.quota()) {
      soldOut.put(claim.campaignId(), claim.offset());
    }
  }

  private void apply(Control control) {
    UUID id = control.campaignId();
    if (closed(contest(id))) {
      return;
    }
    states.put(id, control.action().state());
    controls.put(id, control);
    if (control.action() == ControlAction.PAUSE) {
      return;
    }
    // Not those behind the record, which a queue that is decided again may have held before.
    NavigableMap<Long, Claim> before = held(id).headMap(control.offset(), false);
    List<Claim> waited = List.copyOf(before.values());
    before.clear();
    released.put(id, control.offset());
    waited.forEach(this::decide);
  }

  private NavigableMap<Long, Claim> held(UUID campaignId) {
    return Objects.requireNonNull(held.get(campaignId));
  }
}
