package dev.ecommercestack.event.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The state that the tables keep between batches. */
final class Ledger {
  final Map<UUID, CampaignProgress> campaigns = new HashMap<>();
  final Map<Winner, Integer> positions = new LinkedHashMap<>();
  final Map<Winner, Long> offsets = new HashMap<>();
  final Map<UUID, Long> soldOut = new HashMap<>();
  final Set<Claim> rejected = new HashSet<>();
  long nextOffset;

  Ledger(int... quotas) {
    for (int i = 0; i < quotas.length; i++) {
      UUID id = new UUID(0, i + 1);
      campaigns.put(
          id, new CampaignProgress(id, quotas[i], 0, FirstComeTest.START, FirstComeTest.END));
    }
  }

  void deliver(List<? extends QueueRecord> batch) {
    List<? extends QueueRecord> undecided =
        batch.stream().filter(record -> record.offset() >= nextOffset).toList();
    if (undecided.isEmpty()) {
      return;
    }
    Decision decision = FirstCome.decide(campaigns, positions.keySet(), undecided);
    for (Decision.Win win : decision.wins()) {
      Winner winner = new Winner(win.claim().campaignId(), win.claim().userId());
      assertThat(positions.put(winner, win.position())).as("wins once").isNull();
      offsets.put(winner, win.claim().offset());
      campaigns.computeIfPresent(
          winner.campaignId(),
          (id, c) ->
              new CampaignProgress(
                  id, c.quota(), c.issued() + 1, c.startsAt(), c.endsAt(), c.state(), c.held()));
    }
    campaigns.replaceAll((id, campaign) -> afterControls(campaign, decision));
    soldOut.putAll(decision.soldOut());
    rejected.addAll(decision.rejections());
    nextOffset = undecided.getLast().offset() + 1;
  }

  private static CampaignProgress afterControls(CampaignProgress campaign, Decision decision) {
    UUID id = campaign.campaignId();
    ControlRecord control = decision.controls().get(id);
    long released = decision.released().getOrDefault(id, 0L);
    List<Claim> held =
        Stream.concat(campaign.held().stream(), decision.held().stream())
            .filter(claim -> claim.campaignId().equals(id) && claim.offset() >= released)
            .toList();
    return new CampaignProgress(
        id,
        campaign.quota(),
        campaign.issued(),
        campaign.startsAt(),
        campaign.endsAt(),
        control == null ? campaign.state() : control.action().state(),
        held);
  }

  Map<String, Object> everything() {
    return Map.of(
        "campaigns",
        campaigns,
        "positions",
        positions,
        "offsets",
        offsets,
        "soldOut",
        soldOut,
        "rejected",
        rejected);
  }
}
