package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.sim.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The rounds of all contestants, and what follows from them.
 *
 * @param rounds one for each round, contestant and load
 */
record LiveResults(List<RoundFile> rounds) {
  private static final double POD_SECONDS_ALLOWED = 1.1;

  /** Copies the list. */
  LiveResults {
    rounds = List.copyOf(rounds);
  }

  /** Returns the rounds of a load and a contestant. */
  List<RoundFile> of(LiveLoad load, Contestant contestant) {
    return rounds.stream()
        .filter(round -> round.load() == load && round.contestant().equals(contestant.id()))
        .toList();
  }

  /** Returns the loads that were played, in the order of the round. */
  List<LiveLoad> loads() {
    return Arrays.stream(LiveLoad.values())
        .filter(load -> rounds.stream().anyMatch(round -> round.load() == load))
        .toList();
  }

  /** Returns the contestants that played. */
  List<Contestant> contestants() {
    return Stream.of(Contestant.values())
        .filter(each -> rounds.stream().anyMatch(round -> round.contestant().equals(each.id())))
        .toList();
  }

  /** Returns the table as Markdown: medians of the rounds, and their range where they differ. */
  String table() {
    StringBuilder text =
        new StringBuilder(
            """
            | load | contestant | seconds over | pod-seconds | actions | largest age, s | left | lost | duplicated |
            |---|---|--:|--:|--:|--:|--:|--:|--:|
            """);
    for (LiveLoad load : loads()) {
      for (Contestant contestant : contestants()) {
        text.append(row(load.label(), contestant, of(load, contestant)));
      }
    }
    for (Contestant contestant : contestants()) {
      text.append(
          "| sum of medians | %s | %d | %d | %d | | | | |%n"
              .formatted(
                  contestant.title(),
                  sum(contestant, Score::secondsOver),
                  sum(contestant, Score::replicaSeconds),
                  sum(contestant, Score::actions)));
    }
    return text.toString();
  }

  private static String row(String load, Contestant contestant, List<RoundFile> rounds) {
    return "| %s | %s | %s | %s | %s | %s | %s | %d | %d |%n"
        .formatted(
            load,
            contestant.title(),
            cell(rounds, round -> round.score().secondsOver()),
            cell(rounds, round -> round.score().replicaSeconds()),
            cell(rounds, round -> round.score().actions()),
            cell(rounds, round -> round.score().oldestAge()),
            cell(rounds, round -> round.seconds().getLast().waiting()),
            rounds.stream().mapToInt(round -> round.summary().lost()).sum(),
            rounds.stream().mapToInt(round -> round.summary().duplicated()).sum());
  }

  private static String cell(List<RoundFile> rounds, ToLongFunction<RoundFile> number) {
    long[] sorted = rounds.stream().mapToLong(number).sorted().toArray();
    if (sorted.length == 0) {
      return "-";
    }
    long lowest = sorted[0];
    long highest = sorted[sorted.length - 1];
    return lowest == highest
        ? Long.toString(lowest)
        : "%d (%d to %d)".formatted(sorted[sorted.length / 2], lowest, highest);
  }

  /** Returns the median of a number over the rounds of a load and a contestant. */
  long median(LiveLoad load, Contestant contestant, ToLongFunction<Score> number) {
    long[] sorted =
        of(load, contestant).stream().map(RoundFile::score).mapToLong(number).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private long sum(Contestant contestant, ToLongFunction<Score> number) {
    return loads().stream().mapToLong(load -> median(load, contestant, number)).sum();
  }

  /** Returns whether the goal is reached, by the medians, and a line for each reason why not. */
  String goal() {
    if (!contestants().contains(Contestant.OURS) || contestants().size() < 2) {
      return "Goal: not judged, it takes this operator and KEDA.";
    }
    List<String> missed = new ArrayList<>();
    for (LiveLoad load : loads()) {
      for (Contestant other : contestants()) {
        if (other != Contestant.OURS && isBetterInBoth(load, other)) {
          missed.add("%s is better in both in %s".formatted(other.title(), load.label()));
        }
      }
    }
    if (contestants().contains(Contestant.TUNED)) {
      compareWithTuned(missed);
    }
    long wrong =
        rounds.stream()
            .mapToLong(round -> round.summary().lost() + round.summary().duplicated())
            .sum();
    if (wrong > 0) {
      missed.add("%d messages were lost or duplicated".formatted(wrong));
    }
    return missed.isEmpty()
        ? "Goal: reached."
        : "Goal: missed.\n\n- " + String.join("\n- ", missed);
  }

  private void compareWithTuned(List<String> missed) {
    long ours = sum(Contestant.OURS, Score::secondsOver);
    long tuned = sum(Contestant.TUNED, Score::secondsOver);
    double share =
        (double) sum(Contestant.OURS, Score::replicaSeconds)
            / sum(Contestant.TUNED, Score::replicaSeconds);
    if (ours >= tuned) {
      missed.add("%d seconds over are not fewer than tuned KEDA's %d".formatted(ours, tuned));
    }
    if (share > POD_SECONDS_ALLOWED) {
      missed.add(String.format(Locale.ROOT, "%.0f %% of tuned KEDA's pod-seconds", 100 * share));
    }
  }

  private boolean isBetterInBoth(LiveLoad load, Contestant other) {
    return median(load, other, Score::secondsOver)
            < median(load, Contestant.OURS, Score::secondsOver)
        && median(load, other, Score::replicaSeconds)
            < median(load, Contestant.OURS, Score::replicaSeconds);
  }
}
