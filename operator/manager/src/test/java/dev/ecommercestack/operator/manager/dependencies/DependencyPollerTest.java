package dev.ecommercestack.operator.manager.dependencies;

import static dev.ecommercestack.contracts.access.Backing.RABBITMQ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.manager.dependencies.DependencyPoller.Service;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyPollerTest {

  private static final ResourceID SHOP = new ResourceID("shop", "here");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final List<ResourceID> triggered = new CopyOnWriteArrayList<>();
  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private volatile boolean up = true;
  private DependencyPoller polls = polls(this::answer);

  @AfterEach
  void stop() {
    polls.stop();
  }

  @Test
  void asksThePodsOfAServiceInTurn() {
    polls.poll(SHOP, Map.of("order", service("a", "b", "c")));
    await().atMost(DEADLINE).until(() -> asked.size() >= 6);
    var turns = List.copyOf(asked);
    assertThat(turns.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(turns.subList(3, 6)).isEqualTo(turns.subList(0, 3));
  }

  @Test
  void triggersAReconciliationOnlyWhenSomethingChanges() {
    polls.poll(SHOP, Map.of("order", service("a")));
    await().atMost(DEADLINE).until(() -> asked.size() >= 10);
    assertThat(triggered).containsExactly(SHOP);
    assertThat(polls.report(SHOP)).isEqualTo(DependencyReport.available(Set.of(RABBITMQ)));
    up = false;
    await().atMost(DEADLINE).until(() -> triggered.size() == 2);
    assertThat(polls.report(SHOP).outages())
        .extracting(Outage::service, Outage::backing)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("order", RABBITMQ));
  }

  @Test
  void asksNobodyAnyMoreWhenTheStackIsGone() {
    polls.poll(SHOP, Map.of("order", service("a")));
    await().atMost(DEADLINE).until(() -> !asked.isEmpty());
    polls.cleanupDone(SHOP, Map.of());
    var last = new AtomicInteger(asked.size());
    // Those that were on their way may still arrive.
    await()
        .during(Duration.ofMillis(300))
        .atMost(DEADLINE)
        .until(() -> last.getAndSet(asked.size()) == asked.size());
    assertThat(polls.report(SHOP)).isEqualTo(DependencyReport.NOT_OBSERVED);
  }

  @Test
  void saysWhichServiceHasNoPod() {
    polls.poll(SHOP, Map.of("order", service()));
    await().atMost(DEADLINE).until(() -> polls.report(SHOP).observed());
    assertThat(polls.report(SHOP).unknown())
        .containsExactly(Map.entry("order", "no pod of it runs"));
  }

  @Test
  void asksOnlySoManyAtOnce() {
    polls.stop();
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    polls =
        polls(
            address -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              try {
                Thread.sleep(20);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              now.decrementAndGet();
              return answer(address);
            });
    polls.poll(
        SHOP,
        IntStream.range(0, 100)
            .boxed()
            .collect(Collectors.toMap(i -> "service-" + i, i -> service("pod-" + i))));
    await().atMost(DEADLINE).until(() -> asked.size() >= 200);
    assertThat(most.get()).isBetween(2, 64);
  }

  private HealthAnswer answer(URI address) {
    asked.add(address);
    return new HealthAnswer.Reported(Map.of(RABBITMQ, up));
  }

  private DependencyPoller polls(HealthReader reader) {
    var made = new DependencyPoller(reader, Clock.systemUTC(), Duration.ofMillis(20));
    made.setEventHandler(event -> triggered.add(event.getRelatedCustomResourceID()));
    made.start();
    return made;
  }

  private static Service service(String... pods) {
    return new Service(
        Set.of(RABBITMQ),
        List.of(pods).stream().map(pod -> URI.create("http://" + pod + ":8081/")).toList());
  }
}
