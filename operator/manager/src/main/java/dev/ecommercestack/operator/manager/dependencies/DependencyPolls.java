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
 * Asks every service of every stack how its backing services are, one pod at a time, off the
 * reconcile threads. A stack is reconciled when what is known about it has changed.
 *
 * <p>Stacks are handed over by reconciliations, which run on the leader only: a standby asks
 * nobody. The pods of a service are asked in turn. One that alone cannot reach a broker is
 * therefore contradicted by the next, and an outage is what all of them see.
 */
public final class DependencyPolls extends SimpleInboundEventSource<EcommerceStack>
    implements Metrics {

  /** How often each service is asked. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(DependencyPolls.class);
  private static final int AT_ONCE = 64;

  private final HealthReader reader;
  private final Clock clock;
  private final Duration interval;
  private final Map<ResourceID, Polled> stacks = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dependency-polls").factory());

  /**
   * @param interval time between two polls of one service
   */
  public DependencyPolls(HealthReader reader, Clock clock, Duration interval) {
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
   * Asks these services of a stack from now on. The first call begins at a random moment within the
   * interval, so that the stacks of a cluster take turns.
   */
  public void poll(ResourceID stack, Map<String, Service> services) {
    if (isRunning()) {
      stacks.computeIfAbsent(stack, Polled::new).expect(services);
    }
  }

  /** What is known about a stack now. */
  public DependencyReport report(ResourceID stack) {
    return Optional.ofNullable(stacks.get(stack))
        .map(polled -> polled.memory.report(clock.instant()))
        .orElse(DependencyReport.NOT_OBSERVED);
  }

  /** The framework tells that a stack is gone, after its last reconciliation. */
  @Override
  public void cleanupDone(ResourceID stack, Map<String, Object> metadata) {
    Optional.ofNullable(stacks.remove(stack)).ifPresent(Polled::end);
  }

  @Override
  public void stop() {
    super.stop();
    ticks.shutdownNow();
    calls.shutdownNow();
  }

  /** Whose turn it is among the pods of one service, and whether one is being asked. */
  private static final class Turns {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean asking = new AtomicBoolean();
  }

  /** One stack. */
  private final class Polled {
    private final ResourceID stack;
    private final StackDependencies memory = new StackDependencies();
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private volatile Map<String, Service> services = Map.of();
    private DependencyReport published = DependencyReport.NOT_OBSERVED;
    private final Future<?> ticking;

    Polled(ResourceID stack) {
      this.stack = stack;
      var first = ThreadLocalRandom.current().nextLong(interval.toMillis());
      ticking =
          ticks.scheduleAtFixedRate(this::tick, first, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
      ticking.cancel(false);
    }

    void expect(Map<String, Service> wanted) {
      services = Map.copyOf(wanted);
      memory.expect(
          wanted.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, service -> service.getValue().needs())));
    }

    void tick() {
      services.forEach(
          (name, service) -> {
            var turn = turns.computeIfAbsent(name, key -> new Turns());
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
        places.acquire();
        try {
          memory.record(name, answer(service, turn), clock.instant());
        } finally {
          places.release();
        }
        publish();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.warn("Asking {} of stack {} failed", name, stack, e);
      }
    }

    private HealthAnswer answer(Service service, int turn) {
      var pods = service.pods();
      return pods.isEmpty()
          ? new HealthAnswer.Silent("no pod of it runs")
          : reader.read(pods.get(Math.floorMod(turn, pods.size())));
    }

    private synchronized void publish() {
      var now = memory.report(clock.instant());
      if (!now.equals(published)) {
        published = now;
        propagateEvent(stack);
      }
    }
  }
}
