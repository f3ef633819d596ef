package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.decision.DecisionBenchmark;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.trace.GeneratedTraces;
import dev.ecommercestack.bench.scaling.trace.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plays every trace, prints the tables, writes them and the plots, and times a decision. */
public final class Bench {
  /** Of the generated traces: chosen when the scaler was done, and never changed for its sake. */
  static final long SEED = 31_415;

  private static final long CROWD_SEED = 271_828;
  private static final int CROWD = 200;

  static final int GENERATED = 10;

  private Bench() {}

  /**
   * Runs the bench.
   *
   * @param args the folder of the documentation, into which {@code scaling/} is written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: Bench DOCS: name the folder of the documentation.");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0], "scaling"));
    List<Match> named = play(Traces.named());
    List<Match> generated = play(GeneratedTraces.of(SEED, GENERATED));
    Crowd crowd = Crowd.of(GeneratedTraces.of(CROWD_SEED, CROWD));
    String results = Results.of(named, generated, crowd);
    System.out.print(Results.forTerminal(named, generated, crowd));
    Files.writeString(folder.resolve("results.md"), results);
    for (List<Match> matches : List.of(named, generated)) {
      for (Match match : matches) {
        Files.writeString(folder.resolve(match.trace().name() + ".svg"), Plot.of(match));
      }
    }
    System.out.println("Tables and plots: " + folder.resolve("results.md"));
    DecisionBenchmark.run();
  }

  private static List<Match> play(List<Trace> traces) {
    return traces.parallelStream().map(Match::of).toList();
  }
}
