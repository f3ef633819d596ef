package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.FakeBrokers.CLAIMS;
import static dev.ecommercestack.operator.manager.FakeBrokers.PAYMENTS;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures what the scaling of many stacks costs the operator: CPU of its looks, and requests to
 * the API server. The brokers are fake. {@code make bench-operator} runs it; no other test run
 * does.
 */
class ScalingLoad {
  private static final int STACKS = Integer.parseInt(System.getenv().getOrDefault("STACKS", "100"));
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final int TICKS_A_MINUTE = 12;
  private static final int MINUTES = 10;
  private static final String SPEC =
      "{worker: {autoscaling: {maxReplicas: 10}}, event: {autoscaling: {maxReplicas: 12}}}";

  private final OperatorUnderTest operator = OperatorUnderTest.shared();
  private final Random random = new Random(1);

  @Test
  void showsCost() {
    addServiceAddresses();
    var shops = Stream.generate(() -> new Shop(operator.admin())).limit(STACKS).toList();
    shops.forEach(shop -> shop.create(SPEC).startEverything());
    measure("warm-up", shops, 0);
    measure("at rest", shops, 0);
    measure("under load", shops, 200);
  }

  /** The API server has 254 addresses for Services, those of 23 stacks. */
  private void addServiceAddresses() {
    operator
        .admin()
        .resource(
            """
            apiVersion: networking.k8s.io/v1
            kind: ServiceCIDR
            metadata: {name: many-stacks}
            spec: {cidrs: [10.1.0.0/16]}
            """)
        .create();
  }

  /** Lets the loop look at all stacks for some minutes of its clock, and prints what it took. */
  private void measure(String name, List<Shop> shops, int messages) {
    var threads = ManagementFactory.getThreadMXBean();
    var requests = operator.requests();
    var cpu = 0L;
    for (var tick = 0; tick < MINUTES * TICKS_A_MINUTE; tick++) {
      for (var shop : shops) {
        change(shop, messages);
        var start = threads.getCurrentThreadCpuTime();
        // The clock is that of all stacks.
        operator.tick(shop.id(), shop == shops.getFirst() ? TICK : Duration.ZERO);
        cpu += threads.getCurrentThreadCpuTime() - start;
      }
    }
    var sent = operator.requests() - requests;
    var perTick = cpu / 1e6 / MINUTES / TICKS_A_MINUTE / shops.size();
    System.out.printf(
        "%-10s %d stacks: %.2f ms CPU per look, %.2f %% of a core; %.1f requests per minute%n",
        name,
        shops.size(),
        perTick,
        perTick * shops.size() / TICK.toMillis() * 100,
        (double) sent / MINUTES);
  }

  private void change(Shop shop, int messages) {
    if (messages > 0) {
      for (var name : List.of(PAYMENTS, CLAIMS)) {
        var queue = operator.brokers().queue(shop.namespace(), name);
        queue.publish(random.nextInt(messages));
        queue.handle(random.nextInt(messages));
      }
    }
  }
}
