package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.OrderSettings;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.loop.WakeableLoop;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes sagas that are due and drives each as far as it goes, on a virtual thread of its own. Any
 * number of instances do this side by side: a saga that one of them has taken is left alone by the
 * others until its lease ends, which is what happens when an instance dies.
 */
@Component
class SagaRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SagaRunner.class);

  /** Stops after web server and listeners, which wake it, and before the outbox's relay. */
  private static final int PHASE = 100;

  private final SagaTable table;
  private final Sagas sagas;
  private final StepWork work;
  private final OrderSettings.Saga settings;
  private final Semaphore places;
  private final WakeableLoop loop;
  private volatile @Nullable ExecutorService threads;

  SagaRunner(
      SagaTable table, Sagas sagas, StepWork work, SagaSignal signal, OrderSettings settings) {
    this.table = table;
    this.sagas = sagas;
    this.work = work;
    this.settings = settings.saga();
    this.places = new Semaphore(settings.saga().concurrency());
    this.loop =
        new WakeableLoop(
            "saga-runner",
            this.settings.poll(),
            this::takeWhatIsDue,
            e ->
                log.warn(
                    "Sagas cannot be read now; next attempt in {}: {}",
                    this.settings.poll(),
                    e.toString()),
            () -> {});
    signal.onSignal(loop::wake);
  }

  @Override
  public void start() {
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("saga-", 0).factory());
    loop.start();
  }

  /** Returns whether there may be more. */
  private boolean takeWhatIsDue() throws InterruptedException {
    // At least one place must be free; the others are taken if they are.
    places.acquire();
    int taken = 1 + places.drainPermits();
    List<Claim> claims = List.of();
    try {
      claims = table.claim(Uuid7.next(), taken);
    } finally {
      places.release(taken - claims.size());
    }
    ExecutorService executor = Objects.requireNonNull(threads);
    claims.forEach(claim -> executor.execute(() -> drive(claim)));
    return claims.size() == taken;
  }

  private void drive(Claim first) {
    try {
      Optional<Claim> claim = Optional.of(first);
      while (claim.isPresent()) {
        claim = step(claim.get());
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "What came of order {} cannot be stored; the step is repeated in {}: {}",
          first.orderId(),
          settings.lease(),
          e.toString());
    } catch (RuntimeException e) {
      log.error("Order {} is stuck for {}", first.orderId(), settings.lease(), e);
    } finally {
      places.release();
    }
  }

  private Optional<Claim> step(Claim claim) {
    SagaEvent event = work.perform(claim);
    try {
      return sagas.complete(claim, event, loop.isRunning());
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      // An answer that makes no sense: as good as none.
      log.error("Order {}: {} cannot be", claim.orderId(), event, e);
      return sagas.complete(claim, new SagaEvent.Fault(claim.overdue()), loop.isRunning());
    }
  }

  /** Lets steps that are being done end; what comes after them is for the other instances. */
  @Override
  public void stop() {
    loop.stop(settings.poll().multipliedBy(2));
    ExecutorService executor = threads;
    if (executor == null) {
      return;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(settings.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
