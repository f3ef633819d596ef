package dev.ecommercestack.event.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.event.control.ControlAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    void deliver(List<? extends QueueRecord> batch) {
      List<? extends QueueRecord> fresh =
          batch.stream().filter(record -> record.offset() >= next).toList();
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
            (id, c) ->
                new Contest(
                    id, c.quota(), c.issued() + 1, c.startsAt(), c.endsAt(), c.state(), c.held()));
      }
      contests.replaceAll((id, contest) -> controlled(contest, decision));
      soldOut.putAll(decision.soldOut());
      rejected.addAll(decision.rejections());
      next = fresh.getLast().offset() + 1;
    }

    private static Contest controlled(Contest contest, Decision decision) {
      UUID id = contest.campaignId();
      Control control = decision.controls().get(id);
      long released = decision.released().getOrDefault(id, 0L);
      List<Claim> held =
          Stream.concat(contest.held().stream(), decision.held().stream())
              .filter(claim -> claim.campaignId().equals(id) && claim.offset() >= released)
              .toList();
      return new Contest(
          id,
          contest.quota(),
          contest.issued(),
          contest.startsAt(),
          contest.endsAt(),
          control == null ? contest.state() : control.action().state(),
          held);
    }

    Map<String, Object> everything() {
      return Map.of(
          "contests",
          contests,
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

  /** The same queue with control records between the claims. */
  @Provide
  Arbitrary<List<QueueRecord>> controlledQueue() {
    Arbitrary<Control> controls =
        Combinators.combine(
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(1, 2),
                Arbitraries.of(ControlAction.class))
            .as(
                (place, campaign, action) ->
                    new Control(place * 3L + 1, new UUID(0, campaign), action));
    return Combinators.combine(
            queue(), controls.list().ofMaxSize(6).uniqueElements(Control::offset))
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
  void whatIsDeliveredAgainChangesNothing(
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

  @Property
  void decidesQueueAgainFromBeginningWithSameWinners(
      @ForAll("controlledQueue") List<QueueRecord> queue) {
    Ledger ledger = new Ledger(4, 3);
    ledger.deliver(queue);
    Map<Winner, Integer> winners = Map.copyOf(ledger.positions);
    // As an operator does after the broker lost the end of its log.
    ledger.next = 0;
    ledger.deliver(queue);
    assertThat(ledger.positions).isEqualTo(winners);
  }

  @Test
  void holdsClaimsWhilePausedAndDecidesThemFirstWhenResumed() {
    Ledger ledger = new Ledger(2);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, INSIDE),
            new Control(1, CAMPAIGN, ControlAction.PAUSE),
            claim(2, CAMPAIGN, 2, INSIDE)));
    ledger.deliver(List.of(claim(3, CAMPAIGN, 3, INSIDE)));
    assertThat(ledger.positions).hasSize(1);
    ledger.deliver(
        List.of(new Control(4, CAMPAIGN, ControlAction.RESUME), claim(5, CAMPAIGN, 4, INSIDE)));
    assertThat(ledger.positions).containsEntry(new Winner(CAMPAIGN, new UUID(9, 2)), 2).hasSize(2);
    assertThat(ledger.soldOut).containsEntry(CAMPAIGN, 2L);
  }

  @Test
  void issuesNothingBehindEnd() {
    Ledger ledger = new Ledger(9, 9);
    ledger.deliver(
        List.of(
            claim(0, CAMPAIGN, 1, INSIDE),
            new Control(1, CAMPAIGN, ControlAction.PAUSE),
            claim(2, CAMPAIGN, 2, INSIDE),
            new Control(3, CAMPAIGN, ControlAction.END),
            claim(4, CAMPAIGN, 3, INSIDE),
            new Control(5, CAMPAIGN, ControlAction.RESUME),
            claim(6, CAMPAIGN, 4, END),
            claim(7, OTHER, 4, INSIDE)));
    assertThat(ledger.positions)
        .containsOnlyKeys(new Winner(CAMPAIGN, new UUID(9, 1)), new Winner(OTHER, new UUID(9, 4)));
    assertThat(ledger.rejected).isEmpty();
    assertThat(ledger.contests.values()).allMatch(contest -> contest.held().isEmpty());
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
