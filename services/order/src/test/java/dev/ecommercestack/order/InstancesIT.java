package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.RunningService;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that come, go, die, and work side by side. */
class InstancesIT {
  @TempDir private Path directory;
  private Surroundings surroundings;
  private Neighbours neighbours;

  @BeforeEach
  void start() throws Exception {
    surroundings = Surroundings.start(directory);
    neighbours = surroundings.neighbours();
  }

  @AfterEach
  void stop() {
    surroundings.close();
  }

  @Test
  void anInstanceThatIsKilledLosesAndDoublesNothing() throws Exception {
    UUID product = neighbours.product(1000);
    AtomicReference<URI> address = new AtomicReference<>();
    Shopper customer = Shopper.customer(surroundings.issuer(), address::get);
    List<String> orders = new ArrayList<>();
    AtomicInteger answered = new AtomicInteger();
    try (KillableInstance doomed = KillableInstance.start(surroundings);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      address.set(doomed.uri());
      neighbours.failNext("reserve", Fault.SILENCE, Fault.LOST_ANSWER, Fault.SILENCE);
      neighbours.failNext("stock-confirm", Fault.LOST_ANSWER, Fault.SILENCE);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(threads.submit(place(customer, product, answered)));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() >= 5);
      doomed.kill();
      try (RunningService heir = surroundings.instance()) {
        address.set(heir.uri());
        for (Future<String> answer : answers) {
          orders.add(answer.get());
        }
        orders.forEach(order -> customer.await(order, "CONFIRMED"));
        assertThat(customer.get("/api/v1/orders?limit=100").body().path("items")).hasSize(40);
      }
    }
    assertThat(orders).hasSize(40).doesNotHaveDuplicates();
    assertThat(neighbours.stock(product)).isEqualTo(1000 - 40);
    assertThat(surroundings.worker().kept(customer.id())).isEqualTo(40 * 9_000L);
  }

  /** Repeats a request with the same key until it is answered, as a client should. */
  private static Callable<String> place(Shopper customer, UUID product, AtomicInteger answered) {
    String key = UUID.randomUUID().toString();
    return () -> {
      Answer accepted =
          await()
              .atMost(Duration.ofMinutes(3))
              .pollInterval(Duration.ofMillis(200))
              .ignoreException(UncheckedIOException.class)
              .until(
                  () ->
                      customer.send(
                          "POST", "/api/v1/orders", Shopper.request(product, 1, null, 9_000), key),
                  answer -> answer.status() == 202);
      answered.incrementAndGet();
      return accepted.text("orderId");
    };
  }

  @Test
  void anInstanceThatLeavesDuringACallHandsTheOrderOver() {
    UUID product = neighbours.product(10);
    AtomicReference<URI> address = new AtomicReference<>();
    Shopper customer = Shopper.customer(surroundings.issuer(), address::get);
    String order;
    try (RunningService first = surroundings.instance()) {
      address.set(first.uri());
      neighbours.failAlways("quote", Fault.SILENCE);
      order = customer.order(Shopper.request(product, 1, null, 9_000));
      await().until(() -> neighbours.stock(product) == 9);
    }
    neighbours.recover();
    try (RunningService second = surroundings.instance()) {
      address.set(second.uri());
      customer.await(order, "CONFIRMED");
    }
    assertThat(neighbours.stock(product)).isEqualTo(9);
  }

  @Test
  void twoInstancesShareTheWork() throws Exception {
    UUID product = neighbours.product(30);
    AtomicInteger next = new AtomicInteger();
    try (RunningService one = surroundings.instance();
        RunningService two = surroundings.instance();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Shopper customer =
          Shopper.customer(
              surroundings.issuer(), () -> next.getAndIncrement() % 2 == 0 ? one.uri() : two.uri());
      List<Callable<String>> calls =
          java.util.Collections.nCopies(
              50, () -> customer.order(Shopper.request(product, 1, null, 9_000)));
      List<String> orders = new ArrayList<>();
      for (Future<String> order : threads.invokeAll(calls)) {
        orders.add(order.get());
      }
      List<String> statuses = new ArrayList<>();
      for (String order : orders) {
        statuses.add(customer.awaitSettled(order).text("status"));
      }
      assertThat(statuses).filteredOn("CONFIRMED"::equals).hasSize(30);
      assertThat(statuses).filteredOn("REJECTED"::equals).hasSize(20);
      assertThat(neighbours.stock(product)).isZero();
      assertThat(surroundings.worker().kept(customer.id())).isEqualTo(30 * 9_000L);
    }
  }

  @Test
  void confirmsOrderWhileKafkaAcceptsConnectionsAndNeverAnswers() throws Exception {
    UUID product = neighbours.product(10);
    try (ServerSocket kafka = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningService instance =
            surroundings.instance(
                "--spring.autoconfigure.exclude=",
                "--spring.kafka.bootstrap-servers=localhost:" + kafka.getLocalPort(),
                "--spring.kafka.producer.properties.max.block.ms=180000")) {
      Shopper customer = Shopper.customer(surroundings.issuer(), instance::uri);
      for (int i = 0; i < 2; i++) {
        customer.await(customer.order(product, 1, null), "CONFIRMED");
      }
      assertThat(surroundings.worker().kept(customer.id())).isEqualTo(2 * 9_000L);
      assertThat(
              surroundings
                  .database()
                  .client()
                  .sql("select count(*) from outbox where transport = 'KAFKA'")
                  .query(Long.class)
                  .single())
          .as("facts that wait")
          .isGreaterThanOrEqualTo(2);
      await("no connection of the pool is in use")
          .until(
              () ->
                  instance.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections()
                      == 0);
    }
  }

  @Test
  void whatCannotBeCompletedInTimeExpires() {
    try (RunningService instance = surroundings.instance("--order.saga.deadline=3s")) {
      Shopper customer = Shopper.customer(surroundings.issuer(), instance::uri);
      UUID product = neighbours.product(10);
      neighbours.failAlways("quote", Fault.ERROR);
      neighbours.failAlways("stock-release", Fault.ERROR);
      String order = customer.order(Shopper.request(product, 1, null, 9_000));
      Answer expired = customer.await(order, "EXPIRED");
      assertThat(expired.text("reason")).isEqualTo("not_completed_in_time");
      assertThat(expired.body().path("settled").asBoolean()).isFalse();
      neighbours.recover();
      customer.awaitSettled(order);
      assertThat(neighbours.stock(product)).isEqualTo(10);

      surroundings.worker().mood(customer.id(), Worker.Mood.DEAF);
      String unknown = customer.order(product, 1, null);
      customer.await(unknown, "EXPIRED");
      assertThat(neighbours.stock(product)).isEqualTo(10);
      surroundings.worker().mood(customer.id(), Worker.Mood.SUCCEED);
      assertThat(customer.awaitSettled(unknown).text("payment")).isEqualTo("REFUNDED");
      assertThat(surroundings.worker().kept(customer.id())).isZero();
      Shopper auditor =
          new Shopper(Uuid7.next(), surroundings.issuer().service("auditor"), instance::uri);
      assertThat(auditor.get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
    }
  }
}
