package dev.ecommercestack.common.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether a Kafka broker answers. */
final class KafkaHealthIndicator extends AbstractHealthIndicator implements DisposableBean {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private final ReentrantLock creating = new ReentrantLock();
  private @Nullable Admin admin;

  /**
   * @param clientProperties of any Kafka client of this service
   */
  KafkaHealthIndicator(Map<String, Object> clientProperties) {
    super("Kafka does not answer");
    this.properties = new HashMap<>(clientProperties);
    this.properties.keySet().retainAll(AdminClientConfig.configNames());
    this.properties.remove(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG);
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws Exception {
    int millis = Math.toIntExact(TIMEOUT.toMillis());
    int nodes =
        admin()
            .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
            .nodes()
            .get(millis, TimeUnit.MILLISECONDS)
            .size();
    builder.up().withDetail("brokers", nodes);
  }

  private Admin admin() {
    creating.lock();
    try {
      Admin current = admin;
      if (current == null) {
        current = Admin.create(properties);
        admin = current;
      }
      return current;
    } finally {
      creating.unlock();
    }
  }

  @Override
  public void destroy() {
    Admin current = admin;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }
}
