package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.events.EventPublisher;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every stack at a fixed interval and scales what works off messages, on its own threads
 * beside the reconciler. A stack is reconciled when what is published about its scaling has
 * changed.
 *
 * <p>Reconciliations, which run on the leader only, register the stacks: a standby reads and scales
 * nothing. What a former leader may still write is refused, because a write names the version of
 * the Deployment that it is about.
 */
public final class ScalingLoop extends SimpleInboundEventSource<EcommerceStack> implements Metrics {
  /** Time between two looks at one stack. */
  public static final Duration TICK_INTERVAL = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(ScalingLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final ReaderFactory readers;
  private final EventPublisher events;
  private final MeterRegistry registry;
  private final Predicate<EcommerceStack> isPaused;
  private final Clock clock;
  private final Duration interval;
  private final Map<ResourceID, Ticks> stacks = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scaling-ticks").factory());

  /**
   * @param client the Kubernetes client
   * @param readers makes readers of brokers
   * @param events publishes Events
   * @param registry the registry of the metrics
   * @param isPaused whether nothing may be changed for a stack
   * @param clock the time of the decisions
   * @param interval time between two looks at one stack
   */
  public ScalingLoop(
      KubernetesClient client,
      ReaderFactory readers,
      EventPublisher events,
      MeterRegistry registry,
      Predicate<EcommerceStack> isPaused,
      Clock clock,
      Duration interval) {
    super("scaling");
    this.client = client;
    this.readers = readers;
    this.events = events;
    this.registry = registry;
    this.isPaused = isPaused;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * Scales a stack from now on. The first look is at a random time within the interval, so that the
   * looks at several stacks are spread.
   *
   * @param stack namespace and name of the stack
   * @param sources where it is read what waits, by name of the component
   * @param context the context of the reconciliation
   */
  public void scale(
      ResourceID stack, Map<String, BacklogSource> sources, Context<EcommerceStack> context) {
    if (isRunning()) {
      stacks.computeIfAbsent(stack, id -> new Ticks(id, access(context))).scaling.read(sources);
    }
  }

  /** Returns what is published about the scaling of a stack. */
  public ScalingReport report(ResourceID stack) {
    return Optional.ofNullable(stacks.get(stack))
        .map(ticks -> ticks.scaling.report())
        .orElse(ScalingReport.NOT_OBSERVED);
  }

  /** Looks at a stack now, if it is scaled. */
  public void tick(ResourceID stack) {
    Optional.ofNullable(stacks.get(stack)).ifPresent(Ticks::run);
  }

  /** Stops the scaling of a deleted stack. */
  @Override
  public void cleanupDone(ResourceID stack, Map<String, Object> metadata) {
    Optional.ofNullable(stacks.remove(stack)).ifPresent(ticks -> threads.execute(ticks::end));
  }

  /** Writes the histories that are not written yet, and ends. */
  @Override
  public void stop() {
    super.stop();
    scheduler.shutdownNow();
    stacks.values().forEach(ticks -> threads.execute(ticks.scaling::save));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    stacks.values().forEach(Ticks::end);
    stacks.clear();
  }

  private ScalingAccess access(Context<EcommerceStack> context) {
    return new ScalingAccess(client, new StackCaches(context), readers, events, isPaused, clock);
  }

  /** The looks at one stack. */
  private final class Ticks {
    private final ResourceID stack;
    private final StackScaling scaling;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Future<?> schedule;

    Ticks(ResourceID stack, ScalingAccess access) {
      this.stack = stack;
      scaling = new StackScaling(stack, access, registry);
      var first = ThreadLocalRandom.current().nextLong(interval.toMillis());
      schedule =
          scheduler.scheduleAtFixedRate(
              this::start, first, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
      schedule.cancel(false);
      scaling.end();
    }

    private void start() {
      if (running.compareAndSet(false, true)) {
        threads.execute(
            () -> {
              try {
                run();
              } finally {
                running.set(false);
              }
            });
      }
    }

    private void run() {
      try {
        if (scaling.tick()) {
          propagateEvent(stack);
        }
      } catch (RuntimeException e) {
        log.warn("Scaling stack {} failed, it is tried again", stack, e);
      }
    }
  }
}
