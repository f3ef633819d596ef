package dev.ecommercestack.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Checks that a Kafka broker answers and accepts the credentials. Each check opens and closes a
 * client: one that is kept would try to connect as long as the process lives, and would not notice
 * that its user was deleted.
 */
final class KafkaHealthIndicator extends AbstractHealthIndicator {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private final ReentrantLock checking = new ReentrantLock();

  /**
   * @param clientProperties the properties of any Kafka client of this service
   */
  KafkaHealthIndicator(Map<String, Object> clientProperties) {
    this.properties = new HashMap<>(clientProperties);
    this.properties.keySet().retainAll(AdminClientConfig.configNames());
    this.properties.merge(
        AdminClientConfig.CLIENT_ID_CONFIG, "-health", (name, suffix) -> "" + name + suffix);
    this.properties.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
    this.properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    this.properties.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws InterruptedException {
    // One client at a time, however many ask.
    if (!checking.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      builder.down().withDetail("error", "an earlier check has not ended");
      return;
    }
    try {
      check(builder);
    } finally {
      checking.unlock();
    }
  }

  private void check(Health.Builder builder) throws InterruptedException {
    int millis = Math.toIntExact(TIMEOUT.toMillis());
    Admin admin = Admin.create(properties);
    try {
      int brokers =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
              .nodes()
              .get(millis, TimeUnit.MILLISECONDS)
              .size();
      builder.up().withDetail("brokers", brokers);
    } catch (ExecutionException | TimeoutException e) {
      builder.down(e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
