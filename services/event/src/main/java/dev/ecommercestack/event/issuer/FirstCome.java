package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.campaign.ControlAction;
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
 * The rule by which claims win: first come, first served. A claim wins if it is within the claim
 * window, its user has not won before, the quota is not used up and the campaign has not ended.
 * While a campaign is paused, its claims are held; they are decided first when it is resumed. The
 * rule is pure: the same records on the same campaigns always have the same winners, however they
 * are divided into batches.
 */
public final class FirstCome {
  private final Map<UUID, CampaignProgress> campaigns;
  private final Map<UUID, Integer> issued = new HashMap<>();
  private final Map<UUID, CampaignState> states = new HashMap<>();
  private final Map<UUID, NavigableMap<Long, Claim>> held = new HashMap<>();
  private final List<Claim> newlyHeld = new ArrayList<>();
  private final Set<Winner> winners;
  private final List<Decision.Win> wins = new ArrayList<>();
  private final List<Claim> rejections = new ArrayList<>();
  private final Map<UUID, Long> soldOut = new HashMap<>();
  private final Map<UUID, ControlRecord> controls = new HashMap<>();
  private final Map<UUID, Long> released = new HashMap<>();

  private FirstCome(Map<UUID, CampaignProgress> campaigns, Set<Winner> winners) {
    this.campaigns = campaigns;
    this.winners = new HashSet<>(winners);
    campaigns.forEach(
        (id, campaign) -> {
          states.put(id, campaign.state());
          NavigableMap<Long, Claim> claims = new TreeMap<>();
          campaign.held().forEach(claim -> claims.put(claim.offset(), claim));
          held.put(id, claims);
        });
  }

  /**
   * Decides a batch.
   *
   * @param campaigns by campaign id: the state of the campaigns of all records before the batch
   * @param winners the users who have won before; at least those of the batch and of held claims
   * @param records the records of the batch, by ascending offset
   * @throws IllegalArgumentException if the state of a campaign is missing or the records are not
   *     in order
   */
  public static Decision decide(
      Map<UUID, CampaignProgress> campaigns,
      Set<Winner> winners,
      List<? extends QueueRecord> records) {
    FirstCome rule = new FirstCome(campaigns, winners);
    long lastOffset = -1;
    for (QueueRecord record : records) {
      if (record.offset() <= lastOffset) {
        throw new IllegalArgumentException(
            "The record at offset %d comes after the one at offset %d"
                .formatted(record.offset(), lastOffset));
      }
      lastOffset = record.offset();
      switch (record) {
        case Claim claim -> rule.decide(claim);
        case ControlRecord control -> rule.apply(control);
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

  private CampaignProgress campaign(UUID campaignId) {
    CampaignProgress campaign = campaigns.get(campaignId);
    if (campaign == null) {
      throw new IllegalArgumentException("Campaign " + campaignId + " is missing");
    }
    return campaign;
  }

  private int issued(CampaignProgress campaign) {
    return issued.getOrDefault(campaign.campaignId(), campaign.issued());
  }

  /** Returns whether no claim is stored any more: the rows of a closed campaign do not change. */
  private boolean closed(CampaignProgress campaign) {
    return issued(campaign) == campaign.quota()
        || states.get(campaign.campaignId()) == CampaignState.ENDED;
  }

  private void decide(Claim claim) {
    CampaignProgress campaign = campaign(claim.campaignId());
    Winner candidate = new Winner(claim.campaignId(), claim.userId());
    if (closed(campaign) || winners.contains(candidate)) {
      return;
    }
    if (!campaign.windowContains(claim.madeAt())) {
      rejections.add(claim);
      return;
    }
    if (states.get(claim.campaignId()) == CampaignState.PAUSED) {
      held(claim.campaignId()).put(claim.offset(), claim);
      newlyHeld.add(claim);
      return;
    }
    int position = issued(campaign) + 1;
    winners.add(candidate);
    issued.put(claim.campaignId(), position);
    wins.add(new Decision.Win(claim, position));
    if (position == campaign.quota()) {
      soldOut.put(claim.campaignId(), claim.offset());
    }
  }

  private void apply(ControlRecord control) {
    UUID id = control.campaignId();
    if (closed(campaign(id))) {
      return;
    }
    states.put(id, control.action().state());
    controls.put(id, control);
    if (control.action() == ControlAction.PAUSE) {
      return;
    }
    // Only claims before the record: a partition that is decided again may hold later ones already.
    NavigableMap<Long, Claim> before = held(id).headMap(control.offset(), false);
    List<Claim> resumed = List.copyOf(before.values());
    before.clear();
    released.put(id, control.offset());
    resumed.forEach(this::decide);
  }

  private NavigableMap<Long, Claim> held(UUID campaignId) {
    return Objects.requireNonNull(held.get(campaignId));
  }
}
