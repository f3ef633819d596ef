package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.sim.Run;
import dev.ecommercestack.bench.scaling.sim.Score;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The results as Markdown that is readable in a terminal too. Each cell holds three numbers: ours,
 * KEDA with its defaults, KEDA tuned.
 */
final class Table {
  private static final String ROW = "| %-16s | %-18s | %11s | %-24s | %-16s | %-14s |%n";
  private static final String CELL = "%s / %s / %s";

  private final List<Match> matches;

  Table(List<Match> matches) {
    this.matches = matches;
  }

  /** Returns a row per trace and the sums. */
  String rows() {
    StringBuilder text = new StringBuilder();
    text.append(
        row("trace", "seconds over", "unavoidable", "replica-seconds", "actions", "oldest, s"));
    text.append(row("---", "---", "--:", "---", "---", "---"));
    for (Match match : matches) {
      text.append(
          row(
              match.trace().name(),
              match.unavoidable(),
              match.ours().score(),
              match.defaults().score(),
              match.tuned().score()));
    }
    int unavoidable = matches.stream().mapToInt(Match::unavoidable).sum();
    return text.append(
            row(
                "sum, max age",
                unavoidable,
                sum(Match::ours),
                sum(Match::defaults),
                sum(Match::tuned)))
        .toString();
  }

  /** Returns who won how often, in sentences. */
  String verdict() {
    return "Seconds over the drain time, ours against KEDA's defaults: "
        + tally(Match::defaults)
        + "; against KEDA tuned per trace: "
        + tally(Match::tuned)
        + ".\n"
        + "Replica-seconds, ours against the two: "
        + compared(Score::replicaSeconds)
        + "; actions: "
        + compared(Score::actions)
        + ".\n"
        + earliest();
  }

  private String earliest() {
    Score score = matches.stream().map(Match::earliest).reduce(Score.NONE, Score::plus);
    return "KEDA with the settings that are over for the fewest seconds in each trace: %d s over, %d replica-seconds, %d actions.\n"
        .formatted(score.secondsOver(), score.replicaSeconds(), score.actions());
  }

  /** Returns what was tuned, a row per trace. */
  String settings() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| trace | best settings for KEDA | tried | better than ours |\n|---|---|---|---|\n");
    for (Match match : matches) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %d |%n",
              match.trace().name(),
              match.settings().words(),
              match.combinations(),
              match.better()));
    }
    return text.toString();
  }

  private String tally(Function<Match, Run> other) {
    int fewer = 0;
    int same = 0;
    int more = 0;
    for (Match match : matches) {
      int order =
          Integer.compare(
              match.ours().score().secondsOver(), other.apply(match).score().secondsOver());
      fewer += order < 0 ? 1 : 0;
      same += order == 0 ? 1 : 0;
      more += order > 0 ? 1 : 0;
    }
    return "fewer in %d, as many in %d, more in %d".formatted(fewer, same, more);
  }

  private String compared(ToLongFunction<Score> number) {
    return percent(number, Match::defaults) + " and " + percent(number, Match::tuned);
  }

  private String percent(ToLongFunction<Score> number, Function<Match, Run> other) {
    double share = 100.0 * number.applyAsLong(sum(Match::ours)) / number.applyAsLong(sum(other));
    return String.format(Locale.ROOT, "%.0f %%", share);
  }

  private Score sum(Function<Match, Run> which) {
    return matches.stream().map(which).map(Run::score).reduce(Score.NONE, Score::plus);
  }

  private static String row(String name, int unavoidable, Score ours, Score defaults, Score tuned) {
    return row(
        name,
        cell(Score::secondsOver, ours, defaults, tuned),
        unavoidable,
        cell(Score::replicaSeconds, ours, defaults, tuned),
        cell(Score::actions, ours, defaults, tuned),
        cell(Score::oldestAge, ours, defaults, tuned));
  }

  private static String cell(ToLongFunction<Score> number, Score... scores) {
    return String.format(
        Locale.ROOT,
        CELL,
        number.applyAsLong(scores[0]),
        number.applyAsLong(scores[1]),
        number.applyAsLong(scores[2]));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }
}
