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

/** Instances that start, stop, are killed, and run in parallel. */
class InstancesIT {
  @TempDir private Path directory;
  private TestEnvironment environment;
  private StubServices services;

  @BeforeEach
  void start() throws Exception {
    environment = TestEnvironment.start(directory);
    services = environment.services();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void completesEachOrderOnceWhenInstanceIsKilled() throws Exception {
    UUID product = services.product(1000);
    AtomicReference<URI> address = new AtomicReference<>();
    ApiUser customer = ApiUser.customer(environment.issuer(), address::get);
    List<String> orders = new ArrayList<>();
    AtomicInteger answered = new AtomicInteger();
    try (KillableInstance killed = KillableInstance.start(environment);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      address.set(killed.uri());
      services.failNext("reserve", CallFault.SILENCE, CallFault.LOST_ANSWER, CallFault.SILENCE);
      services.failNext("stock-confirm", CallFault.LOST_ANSWER, CallFault.SILENCE);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(threads.submit(place(customer, product, answered)));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() >= 5);
      killed.kill();
      try (RunningService successor = environment.instance()) {
        address.set(successor.uri());
        for (Future<String> answer : answers) {
          orders.add(answer.get());
        }
        orders.forEach(order -> customer.await(order, "CONFIRMED"));
        assertThat(customer.get("/api/v1/orders?limit=100").body().path("items")).hasSize(40);
      }
    }
    assertThat(orders).hasSize(40).doesNotHaveDuplicates();
    assertThat(services.stock(product)).isEqualTo(1000 - 40);
    assertThat(environment.worker().kept(customer.id())).isEqualTo(40 * 9_000L);
  }

  /** Repeats a request with the same key until it is answered, as a client should. */
  private static Callable<String> place(ApiUser customer, UUID product, AtomicInteger answered) {
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
                          "POST", "/api/v1/orders", ApiUser.request(product, 1, null, 9_000), key),
                  answer -> answer.status() == 202);
      answered.incrementAndGet();
      return accepted.text("orderId");
    };
  }

  @Test
  void continuesOrderOfInstanceThatShutDownDuringCall() {
    UUID product = services.product(10);
    AtomicReference<URI> address = new AtomicReference<>();
    ApiUser customer = ApiUser.customer(environment.issuer(), address::get);
    String order;
    try (RunningService first = environment.instance()) {
      address.set(first.uri());
      services.failAlways("quote", CallFault.SILENCE);
      order = customer.order(ApiUser.request(product, 1, null, 9_000));
      await().until(() -> services.stock(product) == 9);
    }
    services.recover();
    try (RunningService second = environment.instance()) {
      address.set(second.uri());
      customer.await(order, "CONFIRMED");
    }
    assertThat(services.stock(product)).isEqualTo(9);
  }

  @Test
  void twoInstancesProcessEachOrderOnce() throws Exception {
    UUID product = services.product(30);
    AtomicInteger next = new AtomicInteger();
    try (RunningService one = environment.instance();
        RunningService two = environment.instance();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ApiUser customer =
          ApiUser.customer(
              environment.issuer(), () -> next.getAndIncrement() % 2 == 0 ? one.uri() : two.uri());
      List<Callable<String>> calls =
          java.util.Collections.nCopies(
              50, () -> customer.order(ApiUser.request(product, 1, null, 9_000)));
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
      assertThat(services.stock(product)).isZero();
      assertThat(environment.worker().kept(customer.id())).isEqualTo(30 * 9_000L);
    }
  }

  @Test
  void confirmsOrderWhileKafkaAcceptsConnectionsAndNeverAnswers() throws Exception {
    UUID product = services.product(10);
    try (ServerSocket kafka = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RunningService instance =
            environment.instance(
                "--spring.autoconfigure.exclude=",
                "--spring.kafka.bootstrap-servers=localhost:" + kafka.getLocalPort(),
                "--spring.kafka.producer.properties.max.block.ms=180000")) {
      ApiUser customer = ApiUser.customer(environment.issuer(), instance::uri);
      for (int i = 0; i < 2; i++) {
        customer.await(customer.order(product, 1, null), "CONFIRMED");
      }
      assertThat(environment.worker().kept(customer.id())).isEqualTo(2 * 9_000L);
      assertThat(
              environment
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
  void expiresOrderNotCompletedBeforeDeadline() {
    try (RunningService instance = environment.instance("--order.saga.deadline=3s")) {
      ApiUser customer = ApiUser.customer(environment.issuer(), instance::uri);
      UUID product = services.product(10);
      services.failAlways("quote", CallFault.ERROR);
      services.failAlways("stock-release", CallFault.ERROR);
      String order = customer.order(ApiUser.request(product, 1, null, 9_000));
      Answer expired = customer.await(order, "EXPIRED");
      assertThat(expired.text("reason")).isEqualTo("not_completed_in_time");
      assertThat(expired.body().path("settled").asBoolean()).isFalse();
      services.recover();
      customer.awaitSettled(order);
      assertThat(services.stock(product)).isEqualTo(10);

      environment.worker().behaviour(customer.id(), StubWorker.PaymentBehaviour.DEAF);
      String unknown = customer.order(product, 1, null);
      customer.await(unknown, "EXPIRED");
      assertThat(services.stock(product)).isEqualTo(10);
      environment.worker().behaviour(customer.id(), StubWorker.PaymentBehaviour.SUCCEED);
      assertThat(customer.awaitSettled(unknown).text("payment")).isEqualTo("REFUNDED");
      assertThat(environment.worker().kept(customer.id())).isZero();
      ApiUser auditor = new ApiUser(Uuid7.next(), environment.issuer().admin(), instance::uri);
      assertThat(auditor.get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
    }
  }
}
