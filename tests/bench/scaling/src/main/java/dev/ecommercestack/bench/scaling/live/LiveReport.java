package dev.ecommercestack.bench.scaling.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints the table and the goal line of the live rounds, and writes {@code results.md} and plots.
 */
public final class LiveReport {
  private LiveReport() {}

  /**
   * Reports.
   *
   * @param args the folder with the files of {@link LiveRound}, and the folder to write into
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: LiveReport ROUNDS FOLDER");
      System.exit(2);
    }
    LiveResults results = new LiveResults(read(Path.of(args[0])));
    Path folder = Path.of(args[1]);
    KedaChoice tuned = KedaChoice.tuned();
    String summary = results.table() + "\n" + results.goal() + "\n\n" + cpu(results);
    System.out.print(summary);
    Files.writeString(folder.resolve("results.md"), page(results, tuned, summary));
    for (LiveLoad load : results.loads()) {
      List<RoundFile> shown =
          results.contestants().stream()
              .map(contestant -> results.of(load, contestant).getFirst())
              .toList();
      Files.writeString(folder.resolve(load.label() + ".svg"), LivePlot.of(load, shown));
    }
  }

  private static List<RoundFile> read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<RoundFile> rounds = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).sorted().toList()) {
        rounds.add(RoundFile.read(file));
      }
      return rounds;
    }
  }

  private static String cpu(LiveResults results) {
    double mean = results.rounds().stream().mapToDouble(RoundFile::cpu).average().orElse(0);
    long busy =
        results.rounds().stream()
            .flatMap(round -> round.seconds().stream())
            .filter(second -> second.cpu() > 0.95)
            .count();
    long all = results.rounds().stream().mapToLong(round -> round.seconds().size()).sum();
    return String.format(
        Locale.ROOT,
        "CPU of the machine: %.0f %% on average, above 95 %% in %.0f %% of the seconds.%n",
        100 * mean,
        all == 0 ? 0 : 100.0 * busy / all);
  }

  private static String page(LiveResults results, KedaChoice tuned, String summary) {
    StringBuilder text = new StringBuilder();
    text.append("# Live: this operator and KEDA on one cluster\n\n");
    text.append("`make prove-scaling` wrote this page.\n\n").append(summary);
    text.append(
        """

        This operator begins its first round without a history and keeps what it learned for the
        next ones, as it does in a cluster. The settings of *KEDA, tuned* were found with this very
        load.
        """);
    text.append("\n## Plots\n\nThe first round of each contestant.\n");
    results.loads().forEach(load -> text.append("\n![%1$s](%1$s.svg)\n".formatted(load.label())));
    text.append("\n## The simulator and the live rounds\n\n");
    text.append(
        """
        The first round of each contestant, played again in the simulator: the same messages, the
        service rate of busy pods and the mean start-up time as they were measured. The simulator
        begins each load with one pod; live, the imports begin with the pods of the payments.

        """);
    text.append(SimulatorCheck.table(results, tuned));
    text.append("\n## Settings of KEDA\n\n");
    text.append(
        """
        Chosen by the simulator before the rounds: the lowest pod-seconds plus, for each second over
        the drain time, the most pods that are allowed. One ScaledObject has one behavior, so the
        two queues of the worker share it.
        """);
    for (LiveLoad load : LiveLoad.values()) {
      text.append(grid(load, tuned));
    }
    return text.toString();
  }

  private static String grid(LiveLoad load, KedaChoice choice) {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ### %s

        | settings | seconds over | pod-seconds | actions | cost | chosen |
        |---|--:|--:|--:|--:|---|
        """
            .formatted(load.label()));
    for (KedaChoice.Tried each : choice.tried().getOrDefault(load, List.of())) {
      text.append(
          "| %s | %d | %d | %d | %d | %s |%n"
              .formatted(
                  each.settings().words(),
                  each.score().secondsOver(),
                  each.score().replicaSeconds(),
                  each.score().actions(),
                  each.cost(),
                  each.settings().equals(choice.of(load)) ? "yes" : ""));
    }
    return text.toString();
  }
}
