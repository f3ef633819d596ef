package dev.ecommercestack.event.issuer;

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

/** The health indicator and the metrics of the issuer of this instance. */
@Component("issuerHealthIndicator")
class IssuerMonitor implements HealthIndicator {
  private final Clock clock;
  private final Map<Integer, Long> nextOffsets = new ConcurrentHashMap<>();
  private final Map<Integer, String> stopReasons = new ConcurrentHashMap<>();
  private final Map<Integer, Long> oldestTimestamps = new ConcurrentHashMap<>();
  private volatile List<UUID> orphanedCampaigns = List.of();
  private final Counter issued;
  private final Counter rejected;
  private final Counter deadLettered;
  private final Counter fenced;
  private final Timer batchTimer;

  IssuerMonitor(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    issued =
        Counter.builder("event.coupons.issued").description("coupons issued").register(metrics);
    rejected =
        Counter.builder("event.claims.rejected")
            .description("claims that were rejected")
            .register(metrics);
    deadLettered =
        Counter.builder("event.claims.dead")
            .description("records that were dead-lettered")
            .register(metrics);
    fenced =
        Counter.builder("event.issuer.fenced")
            .description("batches refused because another instance had taken the partition over")
            .register(metrics);
    batchTimer =
        Timer.builder("event.issuer.batch").description("time to decide a batch").register(metrics);
    Gauge.builder("event.claims.queue.age", this, IssuerMonitor::ageSeconds)
        .baseUnit("seconds")
        .description("age of the oldest undecided claim that this instance has received")
        .register(metrics);
    Gauge.builder("event.issuer.queues", nextOffsets, Map::size)
        .description("partitions that this instance decides")
        .register(metrics);
    Gauge.builder("event.issuer.orphans", this, monitor -> monitor.orphanedCampaigns.size())
        .description("running campaigns whose topic was deleted and recreated")
        .register(metrics);
  }

  void leaseTaken(PartitionLease lease) {
    stopReasons.remove(lease.partition().number());
    nextOffsets.put(lease.partition().number(), lease.nextOffset());
  }

  /**
   * Notes that a batch was received.
   *
   * @param partition the number of the partition
   * @param oldestTimestamp the timestamp of its first record, in milliseconds since 1970
   */
  void batchReceived(int partition, long oldestTimestamp) {
    oldestTimestamps.put(partition, oldestTimestamp);
  }

  void batchDecided(Issuer.BatchResult result) {
    int partition = result.lease().partition().number();
    oldestTimestamps.remove(partition);
    nextOffsets.put(partition, result.lease().nextOffset());
    issued.increment(result.issued());
    rejected.increment(result.rejected());
  }

  void recordDeadLettered() {
    deadLettered.increment();
  }

  void batchFenced() {
    fenced.increment();
  }

  void partitionStopped(int partition, String reason) {
    nextOffsets.remove(partition);
    stopReasons.put(partition, reason);
  }

  void partitionUnassigned(int partition) {
    nextOffsets.remove(partition);
    stopReasons.remove(partition);
    oldestTimestamps.remove(partition);
  }

  void orphanedCampaigns(List<UUID> campaignIds) {
    orphanedCampaigns = List.copyOf(campaignIds);
  }

  <T> T timeBatch(Supplier<T> batch) {
    return batchTimer.record(batch);
  }

  private double ageSeconds() {
    long now = clock.millis();
    return oldestTimestamps.values().stream()
            .mapToLong(timestamp -> now - timestamp)
            .max()
            .orElse(0)
        / 1000.0;
  }

  @Override
  public Health health() {
    Health.Builder health =
        stopReasons.isEmpty() && orphanedCampaigns.isEmpty() ? Health.up() : Health.down();
    health.withDetail("decidedUpTo", new TreeMap<>(nextOffsets));
    if (!stopReasons.isEmpty()) {
      health.withDetail("stopped", new TreeMap<>(stopReasons));
    }
    if (!orphanedCampaigns.isEmpty()) {
      health.withDetail("campaignsWithoutTheirTopic", orphanedCampaigns);
    }
    return health.build();
  }
}
