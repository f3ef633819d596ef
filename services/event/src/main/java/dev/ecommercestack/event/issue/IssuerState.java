package dev.ecommercestack.event.issue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What the issuer of this instance is doing: for health and metrics. */
@Component("issuerHealthIndicator")
class IssuerState implements HealthIndicator {
  private final Clock clock;
  private final Map<Integer, Long> decided = new ConcurrentHashMap<>();
  private final Map<Integer, String> troubles = new ConcurrentHashMap<>();
  private final Map<Integer, Long> waitingSince = new ConcurrentHashMap<>();
  private volatile List<UUID> orphans = List.of();
  private final Counter issued;
  private final Counter rejected;
  private final Counter dead;
  private final Counter fenced;
  private final Timer batches;

  IssuerState(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    issued =
        Counter.builder("event.coupons.issued").description("coupons issued").register(metrics);
    rejected =
        Counter.builder("event.claims.rejected")
            .description("claims that did not count")
            .register(metrics);
    dead =
        Counter.builder("event.claims.dead")
            .description("records that nobody can decide")
            .register(metrics);
    fenced =
        Counter.builder("event.issuer.fenced")
            .description("batches refused because another instance had taken the queue over")
            .register(metrics);
    batches = Timer.builder("event.issuer.batch").description("one batch").register(metrics);
    Gauge.builder("event.claims.queue.age", this, IssuerState::ageSeconds)
        .baseUnit("seconds")
        .description("how long the oldest undecided claim that this instance has seen has waited")
        .register(metrics);
    Gauge.builder("event.issuer.queues", decided, Map::size)
        .description("queues that this instance decides")
        .register(metrics);
    Gauge.builder("event.issuer.orphans", this, state -> state.orphans.size())
        .description("running campaigns whose topic was replaced")
        .register(metrics);
  }

  void took(Tenure tenure) {
    troubles.remove(tenure.queue().partition());
    decided.put(tenure.queue().partition(), tenure.next());
  }

  void saw(int partition, long timestamp) {
    waitingSince.put(partition, timestamp);
  }

  void did(Issuer.Done done) {
    int partition = done.tenure().queue().partition();
    waitingSince.remove(partition);
    decided.put(partition, done.tenure().next());
    issued.increment(done.issued());
    rejected.increment(done.rejected());
  }

  void buried() {
    dead.increment();
  }

  void lockedOut() {
    fenced.increment();
  }

  void stopped(int partition, String trouble) {
    decided.remove(partition);
    troubles.put(partition, trouble);
  }

  void gave(int partition) {
    decided.remove(partition);
    troubles.remove(partition);
    waitingSince.remove(partition);
  }

  void orphans(List<UUID> campaigns) {
    orphans = List.copyOf(campaigns);
  }

  <T> T timed(Supplier<T> batch) {
    return batches.record(batch);
  }

  private double ageSeconds() {
    long now = clock.millis();
    return waitingSince.values().stream().mapToLong(since -> now - since).max().orElse(0) / 1000.0;
  }

  @Override
  public Health health() {
    Health.Builder health = troubles.isEmpty() && orphans.isEmpty() ? Health.up() : Health.down();
    health.withDetail("decidedUpTo", new TreeMap<>(decided));
    if (!troubles.isEmpty()) {
      health.withDetail("stopped", new TreeMap<>(troubles));
    }
    if (!orphans.isEmpty()) {
      health.withDetail("campaignsWithoutTheirTopic", orphans);
    }
    return health.build();
  }
}
