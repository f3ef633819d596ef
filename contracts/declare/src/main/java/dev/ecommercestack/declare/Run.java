package dev.ecommercestack.declare;

import dev.ecommercestack.declare.Changes.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs declarations side by side, each again and again while its backing service does not answer.
 */
public final class Run {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Instant deadline;

  /**
   * Creates a run.
   *
   * @param patience how long to wait for a backing service that does not answer
   */
  public Run(Duration patience) {
    this.deadline = Instant.now().plus(patience);
  }

  /** Runs all to their end, whatever becomes of the others. */
  public Outcome all(List<? extends Declaration> declarations) throws InterruptedException {
    Counts counts = Counts.NONE;
    List<String> mismatches = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Counts>> futures = new ArrayList<>();
      for (Declaration declaration : declarations) {
        futures.add(threads.submit(() -> patiently(declaration)));
      }
      for (Future<Counts> future : futures) {
        try {
          counts = counts.plus(future.get());
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case MismatchException mismatch -> mismatches.add(mismatch.getMessage());
            case UnreachableException silent -> unreachable.add(silent.getMessage());
            case null, default -> throw new IllegalStateException(e.getCause());
          }
        }
      }
    }
    return new Outcome(counts, mismatches, unreachable);
  }

  private Counts patiently(Declaration declaration) throws InterruptedException {
    Changes changes = new Changes(declaration.backing());
    Counts earlier = Counts.NONE;
    while (true) {
      try {
        declaration.declare(changes);
        Counts last = changes.counts();
        return new Counts(
            last.created() + earlier.created(),
            last.changed() + earlier.changed(),
            last.unchanged());
      } catch (UnreachableException e) {
        Duration left = Duration.between(Instant.now(), deadline);
        if (left.compareTo(PAUSE) <= 0) {
          throw e;
        }
        changes.progress(
            "waiting, another %d s at most. %s".formatted(left.toSeconds(), e.getMessage()));
        Thread.sleep(PAUSE);
        earlier = earlier.plus(changes.counts());
        changes = new Changes(declaration.backing());
      }
    }
  }
}
