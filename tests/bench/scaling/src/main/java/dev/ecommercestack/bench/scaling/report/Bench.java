package dev.ecommercestack.bench.scaling.report;

import dev.ecommercestack.bench.scaling.decision.DecisionBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Plays every trace, prints the tables, writes them and the plots, and times a decision. */
public final class Bench {
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
    Report report = Report.ofAllTraces();
    System.out.print(report.forTerminal());
    for (Map.Entry<String, String> file : report.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    System.out.println("Tables and plots: " + folder.resolve("results.md"));
    DecisionBenchmark.run();
  }
}
