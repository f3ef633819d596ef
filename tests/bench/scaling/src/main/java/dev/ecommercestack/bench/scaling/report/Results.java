package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.sim.Score;
import dev.ecommercestack.bench.scaling.sim.SharedPods;
import java.util.List;
import java.util.stream.Stream;

/** The page with the results. */
final class Results {
  private Results() {}

  /** Returns the page. */
  static String of(Report report) {
    return """
        # Results of make bench-scaling

        Written by the bench; the same code writes the same page. [The benchmark](benchmark.md) says what was simulated,
        what the numbers mean and why we lose where we do. Each cell: ours / KEDA with its defaults / KEDA tuned for that very trace.

        ## The ten named traces
        %s
        %s
        ## Ten more from a seeded generator
        %s
        %s
        ## Hard cases
        Where a scaler that measures its pods may measure wrongly; a review of the algorithm named them. They are too different for their sums to say
        much. KEDA is tuned over a coarser grid here.

        %s
        %s
        Chance matters here: the same drawn %d times, the first as above, ours / KEDA's defaults in sum; in how many of them ours was over for fewer
        seconds, for as many, for more.

        %s
        ## A crowd
        %s
        ## All scalers
        Seconds over / pod-seconds / actions, in sum. The baseline is the formula with two moving averages and one window.

        %s
        ## What each mechanism is worth
        The same sums with one mechanism off at a time, over a part of the traces.

        %s
        ## Several queues on the same pods
        Payments, notifications and imports of a minute on one worker, five draws of two hours: the
        queue that needs most decides, or the sum of what they need.

        %s
        ## What KEDA was tuned to
        "Better than ours": settings with no more seconds over and no more replica-seconds than ours, and fewer of one.

        %s
        ## Plots
        %s"""
        .formatted(
            new Table(report.named()).rows(),
            new Table(report.named()).verdict(),
            new Table(report.generated()).rows(),
            new Table(report.generated()).verdict(),
            new Table(report.hard()).rows(),
            new Table(report.hard()).verdict(),
            Report.DRAWS,
            Crowd.table(report.draws()),
            report.crowd().words(),
            report.contestants().table(),
            report.ablation().table(),
            sharedPods(),
            new Table(all(report)).settings(),
            plots(all(report)));
  }

  /** Returns the tables and verdicts alone. */
  static String forTerminal(Report report) {
    return """
        Each cell: ours / KEDA with its defaults / KEDA tuned for that very trace.
        %s%s
        %s%s
        %s%s
        The hard cases drawn %d times, ours / KEDA's defaults:
        %s
        %s"""
        .formatted(
            new Table(report.named()).rows(),
            new Table(report.named()).verdict(),
            new Table(report.generated()).rows(),
            new Table(report.generated()).verdict(),
            new Table(report.hard()).rows(),
            new Table(report.hard()).verdict(),
            Report.DRAWS,
            Crowd.table(report.draws()),
            report.crowd().words());
  }

  private static String sharedPods() {
    StringBuilder rows =
        new StringBuilder("| a pod is bound by | need | seconds over | pod-seconds | actions |\n");
    rows.append("|---|---|---|---|---|\n");
    for (SharedPods.Bound bound : SharedPods.Bound.values()) {
      for (SharedPods.Rule rule : SharedPods.Rule.values()) {
        Score sum = Score.NONE;
        for (int draw = 0; draw < Report.DRAWS; draw++) {
          sum = sum.plus(SharedPods.play(bound, rule, draw));
        }
        rows.append(
            "| %s | %s | %d | %d | %d |%n"
                .formatted(bound, rule, sum.secondsOver(), sum.replicaSeconds(), sum.actions()));
      }
    }
    return rows.toString();
  }

  private static String plots(List<Match> matches) {
    StringBuilder text = new StringBuilder();
    for (Match match : matches) {
      String name = match.trace().name();
      text.append(
          "### %s%n%s.%n%n![%s](%s.svg)%n%n".formatted(name, match.trace().about(), name, name));
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static List<Match> all(Report report) {
    return Stream.of(report.named(), report.generated(), report.hard())
        .flatMap(List::stream)
        .toList();
  }
}
