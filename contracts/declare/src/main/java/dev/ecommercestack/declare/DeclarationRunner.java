package dev.ecommercestack.declare;

import dev.ecommercestack.declare.ChangeRecorder.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs declarations in parallel and retries each one while its backing service does not answer. */
public final class DeclarationRunner {
  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

  private final Instant deadline;

  /**
   * Creates a runner.
   *
   * @param timeout how long to retry while a backing service does not answer, from now on
   */
  public DeclarationRunner(Duration timeout) {
    this.deadline = Instant.now().plus(timeout);
  }

  /** Runs all declarations to their end; one that fails does not stop the others. */
  public DeclareResult runAll(List<? extends Declaration> declarations)
      throws InterruptedException {
    Counts counts = Counts.NONE;
    List<String> mismatches = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Counts>> futures = new ArrayList<>();
      for (Declaration declaration : declarations) {
        futures.add(threads.submit(() -> runWithRetries(declaration)));
      }
      for (Future<Counts> future : futures) {
        try {
          counts = counts.plus(future.get());
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case MismatchException mismatch -> mismatches.add(mismatch.getMessage());
            case UnreachableException noAnswer -> unreachable.add(noAnswer.getMessage());
            case null, default -> throw new IllegalStateException(e.getCause());
          }
        }
      }
    }
    return new DeclareResult(counts, mismatches, unreachable);
  }

  private Counts runWithRetries(Declaration declaration) throws InterruptedException {
    ChangeRecorder changes = new ChangeRecorder(declaration.backing());
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
        if (left.compareTo(RETRY_DELAY) <= 0) {
          throw e;
        }
        changes.info(
            "waiting, another %d s at most. %s".formatted(left.toSeconds(), e.getMessage()));
        Thread.sleep(RETRY_DELAY);
        earlier = earlier.plus(changes.counts());
        changes = new ChangeRecorder(declaration.backing());
      }
    }
  }
}
