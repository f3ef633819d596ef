package dev.ecommercestack.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.declare.ChangeRecorder.Counts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeclarationRunnerTest {
  @Test
  void triesAgainUntilTheBackingServiceAnswersAndCountsEachChangeOnce() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    DeclareResult result =
        run(
            Duration.ofMinutes(1),
            changes -> {
              if (tries.incrementAndGet() == 1) {
                changes.created("the first");
                throw new UnreachableException("It went away.");
              }
              changes.unchanged();
              changes.created("the second");
            });
    assertThat(result).isEqualTo(new DeclareResult(new Counts(2, 0, 1), List.of(), List.of()));
    assertThat(result.exitCode()).isZero();
    assertThat(result.message()).isEqualTo("created 2, changed 0, unchanged 1.");
  }

  @Test
  void failsAsUnreachableAfterTheTimeout() throws Exception {
    DeclareResult result =
        run(
            Duration.ofMillis(1),
            changes -> {
              throw new UnreachableException("It does not\n  answer");
            });
    assertThat(result.exitCode()).isEqualTo(DeclareResult.EXIT_UNREACHABLE);
    assertThat(result.message()).isEqualTo("It does not answer.");
  }

  @Test
  void aMismatchIsNotTriedAgainAndStopsNobodyElse() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    DeclareResult result =
        run(
            Duration.ofMinutes(1),
            changes -> {
              tries.incrementAndGet();
              throw new MismatchException("It differs.");
            },
            changes -> changes.changed("something"));
    assertThat(tries).hasValue(1);
    assertThat(result.counts()).isEqualTo(new Counts(0, 1, 0));
    assertThat(result.exitCode()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(result.message()).isEqualTo("It differs.");
  }

  @Test
  void allRunSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Step meet =
        changes -> {
          both.countDown();
          if (!both.await(1, TimeUnit.MINUTES)) {
            throw new MismatchException("The other one never came.");
          }
          changes.unchanged();
        };
    assertThat(run(Duration.ofMinutes(1), meet, meet).counts()).isEqualTo(new Counts(0, 0, 2));
  }

  private static DeclareResult run(Duration timeout, Step... steps) throws InterruptedException {
    return new DeclarationRunner(timeout).runAll(List.of(steps).stream().map(Fake::new).toList());
  }

  private interface Step {
    void take(ChangeRecorder changes) throws InterruptedException;
  }

  private record Fake(Step step) implements Declaration {
    @Override
    public Backing backing() {
      return Backing.REDIS;
    }

    @Override
    public void declare(ChangeRecorder changes) throws InterruptedException {
      step.take(changes);
    }
  }
}
