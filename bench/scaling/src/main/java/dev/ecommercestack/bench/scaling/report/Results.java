package dev.ecommercestack.bench.scaling.report;

import java.util.List;
import java.util.stream.Stream;

/** The page with the results. */
final class Results {
  private Results() {}

  /** Returns the page. */
  static String of(List<Match> named, List<Match> generated, Crowd crowd) {
    return """
        # Results of make bench-scaling

        Written by the bench; the same code writes the same page. [../scaling.md](../scaling.md#bench) says what was simulated, what the
        numbers mean and why we lose where we do. Each cell: ours / KEDA with its defaults / KEDA tuned for that very trace.

        ## The ten named traces
        %s
        %s
        ## Ten more from a seeded generator
        %s
        %s
        ## A crowd
        %s
        ## What KEDA was tuned to
        "Better than ours": settings with no more seconds over and no more replica-seconds than ours, and fewer of one.

        %s
        ## Plots
        %s"""
        .formatted(
            new Table(named).rows(),
            new Table(named).verdict(),
            new Table(generated).rows(),
            new Table(generated).verdict(),
            crowd.words(),
            new Table(join(named, generated)).settings(),
            plots(join(named, generated)));
  }

  /** Returns the tables and verdicts alone. */
  static String forTerminal(List<Match> named, List<Match> generated, Crowd crowd) {
    return """
        Each cell: ours / KEDA with its defaults / KEDA tuned for that very trace.
        %s%s
        %s%s
        %s"""
        .formatted(
            new Table(named).rows(),
            new Table(named).verdict(),
            new Table(generated).rows(),
            new Table(generated).verdict(),
            crowd.words());
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

  private static List<Match> join(List<Match> some, List<Match> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
