package dev.ecommercestack.event.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FirstComeTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-02T00:00:00Z");
  private static final Instant INSIDE = START.plusSeconds(60);
  private static final UUID CAMPAIGN = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  /** What is kept between batches, as the tables keep it. */
  private static final class Ledger {
    final Map<UUID, Contest> contests = new HashMap<>();
    final Map<Winner, Integer> positions = new LinkedHashMap<>();
    final Map<Winner, Long> offsets = new HashMap<>();
    final Map<UUID, Long> soldOut = new HashMap<>();
    final Set<Claim> rejected = new HashSet<>();
    long next;

    Ledger(int... quotas) {
      for (int i = 0; i < quotas.length; i++) {
        UUID id = new UUID(0, i + 1);
        contests.put(id, new Contest(id, quotas[i], 0, START, END));
      }
    }

    void deliver(List<Claim> batch) {
      List<Claim> fresh = batch.stream().filter(claim -> claim.offset() >= next).toList();
      if (fresh.isEmpty()) {
        return;
      }
      Decision decision = FirstCome.decide(contests, positions.keySet(), fresh);
      for (Decision.Win win : decision.wins()) {
        Winner winner = new Winner(win.claim().campaignId(), win.claim().userId());
        assertThat(positions.put(winner, win.position())).as("wins once").isNull();
        offsets.put(winner, win.claim().offset());
        contests.computeIfPresent(
            winner.campaignId(),
            (id, c) -> new Contest(id, c.quota(), c.issued() + 1, c.startsAt(), c.endsAt()));
      }
      soldOut.putAll(decision.soldOut());
      rejected.addAll(decision.rejections());
      next = fresh.getLast().offset() + 1;
    }

    Map<String, Object> everything() {
      return Map.of(
          "positions", positions, "offsets", offsets, "soldOut", soldOut, "rejected", rejected);
    }
  }

  @Provide
  Arbitrary<List<Claim>> queue() {
    Arbitrary<Instant> times =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, INSIDE),
            net.jqwik.api.Tuple.of(1, START.minusMillis(1)),
            net.jqwik.api.Tuple.of(1, END));
    return Combinators.combine(
            Arbitraries.integers().between(1, 2), Arbitraries.integers().between(1, 12), times)
        .as((campaign, user, time) -> claim(0, new UUID(0, campaign), user, time))
        .list()
        .ofMaxSize(60)
        .map(
            claims -> {
              List<Claim> queue = new ArrayList<>();
              for (Claim c : claims) {
                // Places are not consecutive where records of others are between.
                long offset = queue.size() * 3L;
                queue.add(new Claim(offset, c.claimId(), c.campaignId(), c.userId(), c.madeAt()));
              }
              return queue;
            });
  }

  private static Claim claim(long offset, UUID campaign, int user, Instant time) {
    return new Claim(
        offset,
        new UUID(campaign.getLeastSignificantBits(), user),
        campaign,
        new UUID(9, user),
        time);
  }

  @Property
  void theFirstDistinctUsersOfTheWindowWinAndNobodyElse(
      @ForAll("queue") List<Claim> queue, @ForAll @IntRange(min = 1, max = 8) int quota) {
    Ledger ledger = new Ledger(quota, 3);
    ledger.deliver(queue);

    List<UUID> expected =
        queue.stream()
            .filter(claim -> claim.campaignId().equals(CAMPAIGN) && claim.madeAt().equals(INSIDE))
            .map(Claim::userId)
            .distinct()
            .limit(quota)
            .toList();
    List<UUID> winners =
        ledger.positions.keySet().stream()
            .filter(winner -> winner.campaignId().equals(CAMPAIGN))
            .map(Winner::userId)
            .toList();
    assertThat(winners).isEqualTo(expected);
    for (int i = 0; i < winners.size(); i++) {
      assertThat(ledger.positions).containsEntry(new Winner(CAMPAIGN, winners.get(i)), i + 1);
    }
    assertThat(ledger.soldOut.containsKey(CAMPAIGN)).isEqualTo(winners.size() == quota);
    if (winners.size() == quota) {
      assertThat(ledger.soldOut)
          .containsEntry(CAMPAIGN, ledger.offsets.get(new Winner(CAMPAIGN, winners.getLast())));
    }
  }

  @Property
  void itDoesNotMatterHowTheQueueIsCutIntoBatches(
      @ForAll("queue") List<Claim> queue,
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 60) Integer> cuts) {
    Ledger whole = new Ledger(4, 3);
    whole.deliver(queue);

    Ledger pieces = new Ledger(4, 3);
    int from = 0;
    for (int cut : cuts.stream().sorted().toList()) {
      int to = Math.min(cut, queue.size());
      pieces.deliver(queue.subList(from, to));
      from = to;
    }
    pieces.deliver(queue.subList(from, queue.size()));
    assertThat(pieces.everything()).isEqualTo(whole.everything());
  }

  @Property
  void whatIsDeliveredAgainChangesNothing(
      @ForAll("queue") List<Claim> queue,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 60) Integer> restarts) {
    Ledger once = new Ledger(4, 3);
    once.deliver(queue);

    Ledger again = new Ledger(4, 3);
    for (int restart : restarts) {
      // Each restart reads from the beginning, and gets as far as it gets.
      again.deliver(queue.subList(0, Math.min(restart, queue.size())));
    }
    again.deliver(queue);
    again.deliver(queue);
    assertThat(again.everything()).isEqualTo(once.everything());
  }

  @Test
  void whoClaimedOutsideTheWindowMayClaimAgainWithinIt() {
    Ledger ledger = new Ledger(1);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, START.minusMillis(1)),
            claim(1, CAMPAIGN, 1, START),
            claim(2, CAMPAIGN, 2, INSIDE)));
    assertThat(ledger.positions).containsOnlyKeys(new Winner(CAMPAIGN, new UUID(9, 1)));
    assertThat(ledger.rejected).extracting(Claim::offset).containsExactly(0L);
  }

  @Test
  void rejectsNothingBehindLastWinner() {
    Ledger ledger = new Ledger(1);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, START), claim(1, CAMPAIGN, 2, END), claim(2, CAMPAIGN, 1, END)));
    ledger.deliver(List.of(claim(3, CAMPAIGN, 3, END)));
    assertThat(ledger.rejected).isEmpty();
  }

  @Test
  void aClaimOnAnUnknownCampaignOrOutOfOrderIsAMistake() {
    Map<UUID, Contest> contests = Map.of(CAMPAIGN, new Contest(CAMPAIGN, 1, 0, START, END));
    assertThatThrownBy(
            () -> FirstCome.decide(contests, Set.of(), List.of(claim(0, OTHER, 1, INSIDE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                FirstCome.decide(
                    contests,
                    Set.of(),
                    List.of(claim(1, CAMPAIGN, 1, INSIDE), claim(1, CAMPAIGN, 2, INSIDE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Contest(CAMPAIGN, 1, 2, START, END))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
