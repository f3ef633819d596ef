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
 * Acquires leases of due sagas and executes their steps, each saga on its own virtual thread. Any
 * number of instances run in parallel: other instances leave a leased saga alone until its lease
 * expires. If an instance dies, another one continues its sagas after that.
 */
@Component
class SagaRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SagaRunner.class);

  /** Stops after web server and listeners, which wake it, and before the outbox's relay. */
  private static final int LIFECYCLE_PHASE = 100;

  private final SagaRepository repository;
  private final SagaService sagas;
  private final StepExecutor steps;
  private final OrderSettings.Saga settings;
  private final Semaphore permits;
  private final WakeableLoop loop;
  private volatile @Nullable ExecutorService sagaThreads;

  SagaRunner(
      SagaRepository repository,
      SagaService sagas,
      StepExecutor steps,
      SagaWakeUp wakeUp,
      OrderSettings settings) {
    this.repository = repository;
    this.sagas = sagas;
    this.steps = steps;
    this.settings = settings.saga();
    this.permits = new Semaphore(settings.saga().concurrency());
    this.loop =
        new WakeableLoop(
            "saga-runner",
            this.settings.poll(),
            this::startDueSagas,
            e ->
                log.warn(
                    "Due sagas cannot be read; next attempt in {}: {}",
                    this.settings.poll(),
                    e.toString()),
            () -> {});
    wakeUp.onWakeUp(loop::wake);
  }

  @Override
  public void start() {
    sagaThreads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("saga-", 0).factory());
    loop.start();
  }

  /** Returns whether more sagas may be due. */
  private boolean startDueSagas() throws InterruptedException {
    // Waits for one free permit and takes all others that are free.
    permits.acquire();
    int acquired = 1 + permits.drainPermits();
    List<SagaLease> leases = List.of();
    try {
      leases = repository.acquireLeases(Uuid7.next(), acquired);
    } finally {
      permits.release(acquired - leases.size());
    }
    ExecutorService executor = Objects.requireNonNull(sagaThreads);
    leases.forEach(lease -> executor.execute(() -> executeSteps(lease)));
    return leases.size() == acquired;
  }

  private void executeSteps(SagaLease first) {
    try {
      Optional<SagaLease> lease = Optional.of(first);
      while (lease.isPresent()) {
        lease = executeStep(lease.get());
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "The result of a step of order {} cannot be stored; the step is repeated in {}: {}",
          first.orderId(),
          settings.lease(),
          e.toString());
    } catch (RuntimeException e) {
      log.error(
          "The saga of order {} failed; it is continued in {}",
          first.orderId(),
          settings.lease(),
          e);
    } finally {
      permits.release();
    }
  }

  private Optional<SagaLease> executeStep(SagaLease lease) {
    SagaEvent event = steps.execute(lease);
    try {
      return sagas.complete(lease, event, loop.isRunning());
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      // The answer contradicts the order: it is treated like a failed call.
      log.error("The event {} contradicts order {}", event, lease.orderId(), e);
      return sagas.complete(lease, new SagaEvent.CallFailed(lease.overdue()), loop.isRunning());
    }
  }

  /** Waits for the running steps; other instances continue their sagas. */
  @Override
  public void stop() {
    loop.stop(settings.poll().multipliedBy(2));
    ExecutorService executor = sagaThreads;
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
    return LIFECYCLE_PHASE;
  }
}
