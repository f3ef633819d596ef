package dev.ecommercestack.event.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.event.campaign.ControlAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
  static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  static final Instant END = Instant.parse("2026-12-02T00:00:00Z");
  private static final Instant INSIDE = START.plusSeconds(60);
  private static final UUID CAMPAIGN = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

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
                // Offsets have gaps: other campaigns have records in the same partition.
                long offset = queue.size() * 3L;
                queue.add(new Claim(offset, c.claimId(), c.campaignId(), c.userId(), c.madeAt()));
              }
              return queue;
            });
  }

  /** The same queue with control records between the claims. */
  @Provide
  Arbitrary<List<QueueRecord>> controlledQueue() {
    Arbitrary<ControlRecord> controls =
        Combinators.combine(
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of(ControlAction.class))
            .as(
                (index, campaign, action) ->
                    new ControlRecord(index * 3L + 1, new UUID(0, campaign), action));
    return Combinators.combine(
            queue(), controls.list().ofMaxSize(6).uniqueElements(ControlRecord::offset))
        .as(
            (claims, between) ->
                Stream.<QueueRecord>concat(claims.stream(), between.stream())
                    .sorted(Comparator.comparing(QueueRecord::offset))
                    .toList());
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
  void firstDistinctUsersWithinWindowWin(
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
  void winnersDoNotDependOnBatches(
      @ForAll("controlledQueue") List<QueueRecord> queue,
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
  void redeliveryChangesNothing(
      @ForAll("controlledQueue") List<QueueRecord> queue,
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
  void acceptsClaimWithinWindowAfterRejectedOne() {
    Ledger ledger = new Ledger(1);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, START.minusMillis(1)),
            claim(1, CAMPAIGN, 1, START),
            claim(2, CAMPAIGN, 2, INSIDE)));
    assertThat(ledger.positions).containsOnlyKeys(new Winner(CAMPAIGN, new UUID(9, 1)));
    assertThat(ledger.rejected).extracting(Claim::offset).containsExactly(0L);
  }

  @Property
  void decidesQueueAgainFromBeginningWithSameWinners(
      @ForAll("controlledQueue") List<QueueRecord> queue) {
    Ledger ledger = new Ledger(4, 3);
    ledger.deliver(queue);
    Map<Winner, Integer> winners = Map.copyOf(ledger.positions);
    // As an operator does after the broker lost the end of its log.
    ledger.nextOffset = 0;
    ledger.deliver(queue);
    assertThat(ledger.positions).isEqualTo(winners);
  }

  @Test
  void holdsClaimsWhilePausedAndDecidesThemFirstWhenResumed() {
    Ledger ledger = new Ledger(2);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, INSIDE),
            new ControlRecord(1, CAMPAIGN, ControlAction.PAUSE),
            claim(2, CAMPAIGN, 2, INSIDE)));
    ledger.deliver(List.of(claim(3, CAMPAIGN, 3, INSIDE)));
    assertThat(ledger.positions).hasSize(1);
    ledger.deliver(
        List.of(
            new ControlRecord(4, CAMPAIGN, ControlAction.RESUME), claim(5, CAMPAIGN, 4, INSIDE)));
    assertThat(ledger.positions).containsEntry(new Winner(CAMPAIGN, new UUID(9, 2)), 2).hasSize(2);
    assertThat(ledger.soldOut).containsEntry(CAMPAIGN, 2L);
  }

  @Test
  void issuesNothingBehindEnd() {
    Ledger ledger = new Ledger(9, 9);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, INSIDE),
            new ControlRecord(1, CAMPAIGN, ControlAction.PAUSE),
            claim(2, CAMPAIGN, 2, INSIDE),
            new ControlRecord(3, CAMPAIGN, ControlAction.END),
            claim(4, CAMPAIGN, 3, INSIDE),
            new ControlRecord(5, CAMPAIGN, ControlAction.RESUME),
            claim(6, CAMPAIGN, 4, END),
            claim(7, OTHER, 4, INSIDE)));
    assertThat(ledger.positions)
        .containsOnlyKeys(new Winner(CAMPAIGN, new UUID(9, 1)), new Winner(OTHER, new UUID(9, 4)));
    assertThat(ledger.rejected).isEmpty();
    assertThat(ledger.campaigns.values()).allMatch(campaign -> campaign.held().isEmpty());
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
  void refusesUnknownCampaignAndUnorderedRecords() {
    Map<UUID, CampaignProgress> campaigns =
        Map.of(CAMPAIGN, new CampaignProgress(CAMPAIGN, 1, 0, START, END));
    assertThatThrownBy(
            () -> FirstCome.decide(campaigns, Set.of(), List.of(claim(0, OTHER, 1, INSIDE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                FirstCome.decide(
                    campaigns,
                    Set.of(),
                    List.of(claim(1, CAMPAIGN, 1, INSIDE), claim(1, CAMPAIGN, 2, INSIDE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CampaignProgress(CAMPAIGN, 1, 2, START, END))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
