package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls every service of every stack for the health of its backing services, one pod at a time, on
 * its own threads. A stack is reconciled when its report has changed.
 *
 * <p>Reconciliations, which run on the leader only, register the stacks: a standby polls nothing.
 * The pods of a service are polled in turn. If only one of them cannot reach a broker, the next one
 * reports it available; an outage is what all pods report.
 */
public final class DependencyPoller extends SimpleInboundEventSource<EcommerceStack>
    implements Metrics {

  /** Time between two polls of one service. */
  public static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(DependencyPoller.class);
  private static final int MAX_CONCURRENT_CALLS = 64;

  private final HealthReader reader;
  private final Clock clock;
  private final Duration interval;
  private final Map<ResourceID, PolledStack> stacks = new ConcurrentHashMap<>();
  private final Semaphore callPermits = new Semaphore(MAX_CONCURRENT_CALLS, true);
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dependency-polls").factory());

  /**
   * @param reader reads the health of one pod
   * @param clock the time of the answers
   * @param interval time between two polls of one service
   */
  public DependencyPoller(HealthReader reader, Clock clock, Duration interval) {
    super("dependencies");
    this.reader = reader;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * A service of a stack.
   *
   * @param needs the backing services that it uses
   * @param pods pods of the service that can be polled, by address
   */
  public record Service(Set<Backing> needs, List<URI> pods) {
    public Service {
      needs = Set.copyOf(needs);
      pods = List.copyOf(pods);
    }
  }

  /**
   * Polls these services of a stack from now on. The first poll starts at a random time within the
   * interval, so that the polls of several stacks are spread.
   *
   * @param stack namespace and name of the stack
   * @param services the services to poll, by name
   */
  public void poll(ResourceID stack, Map<String, Service> services) {
    if (isRunning()) {
      stacks.computeIfAbsent(stack, PolledStack::new).expect(services);
    }
  }

  /** Returns what is known about the backing services of a stack now. */
  public DependencyReport report(ResourceID stack) {
    return Optional.ofNullable(stacks.get(stack))
        .map(polled -> polled.history.report(clock.instant()))
        .orElse(DependencyReport.NOT_OBSERVED);
  }

  /** Stops the polls of a deleted stack. */
  @Override
  public void cleanupDone(ResourceID stack, Map<String, Object> metadata) {
    Optional.ofNullable(stacks.remove(stack)).ifPresent(PolledStack::end);
  }

  @Override
  public void stop() {
    super.stop();
    scheduler.shutdownNow();
    calls.shutdownNow();
  }

  /** The next pod of one service, and whether a poll is running. */
  private static final class PodRotation {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean asking = new AtomicBoolean();
  }

  /** The polls of one stack. */
  private final class PolledStack {
    private final ResourceID stack;
    private final DependencyHistory history = new DependencyHistory();
    private final Map<String, PodRotation> rotations = new ConcurrentHashMap<>();
    private volatile Map<String, Service> services = Map.of();
    private DependencyReport published = DependencyReport.NOT_OBSERVED;
    private final Future<?> schedule;

    PolledStack(ResourceID stack) {
      this.stack = stack;
      var first = ThreadLocalRandom.current().nextLong(interval.toMillis());
      schedule =
          scheduler.scheduleAtFixedRate(
              this::tick, first, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
      schedule.cancel(false);
    }

    void expect(Map<String, Service> wanted) {
      services = Map.copyOf(wanted);
      history.expect(
          wanted.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, service -> service.getValue().needs())));
    }

    void tick() {
      services.forEach(
          (name, service) -> {
            var turn = rotations.computeIfAbsent(name, key -> new PodRotation());
            if (turn.asking.compareAndSet(false, true)) {
              calls.execute(
                  () -> {
                    try {
                      ask(name, service, turn.next.getAndIncrement());
                    } finally {
                      turn.asking.set(false);
                    }
                  });
            }
          });
    }

    private void ask(String name, Service service, int turn) {
      try {
        callPermits.acquire();
        try {
          history.record(name, answer(service, turn), clock.instant());
        } finally {
          callPermits.release();
        }
        publish();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.warn("Polling {} of stack {} failed", name, stack, e);
      }
    }

    private HealthAnswer answer(Service service, int turn) {
      var pods = service.pods();
      return pods.isEmpty()
          ? new HealthAnswer.NoAnswer("no pod of it runs")
          : reader.read(pods.get(Math.floorMod(turn, pods.size())));
    }

    private synchronized void publish() {
      var now = history.report(clock.instant());
      if (!now.equals(published)) {
        published = now;
        propagateEvent(stack);
      }
    }
  }
}
