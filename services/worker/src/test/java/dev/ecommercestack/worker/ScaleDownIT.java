package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.sun.net.httpserver.HttpExchange;
import dev.ecommercestack.platform.id.Uuid7;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Instances and listeners that are stopped while they process jobs, as a scale-down does. Product
 * is a server that speaks its contract.
 */
class ScaleDownIT {
  /** More than the delivery limit of the queue, which is 5. */
  private static final int STOPS = 7;

  private static final int BATCHES = 6 * STOPS;
  private static final int REFUSED_ROW = 150;
  private static final Duration BATCH_TIME = Duration.ofMillis(200);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final UUID list = Uuid7.next();

  /** How often each batch was sent, by its first row. */
  private final Map<Integer, Integer> batches = new ConcurrentHashMap<>();

  private TestEnvironment environment;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    environment
        .stubs()
        .importedList(
            list,
            IntStream.rangeClosed(1, BATCHES * 100 + 1)
                .mapToObj(i -> "SKU-%d,상품,1000,%s".formatted(i, i == REFUSED_ROW ? "" : "KRW")));
    environment.stubs().product("/internal/products/import", this::importRows);
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  private void importRows(HttpExchange exchange) throws IOException {
    JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
    batches.merge(request.at("/rows/0/row").asInt(), 1, Integer::sum);
    try {
      Thread.sleep(BATCH_TIME);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    StubServices.acceptAllRows(exchange, request);
  }

  @Test
  void importStoppedMoreOftenThanItsDeliveryLimitSendsEachBatchOnce() {
    UUID job = Uuid7.next();
    environment
        .senders()
        .ask("catalog-import", Jobs.catalogImport(job, list, "CSV", BATCHES * 100 + 1));
    try (WorkerInstance worker = WorkerInstance.start(environment)) {
      awaitMoreBatches();
      assertStopsQuickly(worker::close);
    }
    try (WorkerInstance worker = WorkerInstance.start(environment)) {
      for (int stops = 1; stops < STOPS; stops++) {
        awaitMoreBatches();
        assertStopsQuickly(worker::stopListeners);
        worker.startListeners();
      }
      JsonNode result = environment.senders().result(job);
      assertThat(result.path("outcome").asString()).isEqualTo("DONE");
      assertThat(result.path("accepted").asInt()).isEqualTo(BATCHES * 100);
      assertThat(result.path("refused").asInt()).isEqualTo(1);
      assertThat(result.at("/errors/0/row").asInt()).isEqualTo(REFUSED_ROW);
      assertThat(result.at("/errors/0/line").asInt()).isEqualTo(REFUSED_ROW + 1);
      assertThat(worker.awaitJob(job, "DONE").path("attempts").asInt()).isEqualTo(STOPS + 1);
      assertThat(worker.metric("worker_jobs_seconds_count", "ending=\"suspended\""))
          .isEqualTo(STOPS - 1);
    }
    assertThat(batches).hasSize(BATCHES);
    assertThat(batches.values()).containsOnly(1);
    assertThat(JobSenders.messagesIn(environment.broker(), "parking.jobs.catalog-import")).isZero();
  }

  @Test
  void prefetchedJobsReturnWithoutADeliveryCount() throws Exception {
    List<UUID> jobs = IntStream.range(0, 5).mapToObj(n -> Uuid7.next()).toList();
    try (WorkerInstance worker =
        WorkerInstance.start(
            environment,
            "--worker.concurrency.payment=1",
            "--worker.payment.simulator.latency=2s")) {
      jobs.forEach(
          job ->
              environment
                  .senders()
                  .ask("payment", Jobs.payment(job, "CHARGE", Uuid7.next(), 1_000)));
      worker.awaitJob(jobs.getFirst(), "RUNNING");
    }
    assertThat(environment.senders().result(jobs.getFirst()).path("outcome").asString())
        .isEqualTo("SUCCEEDED");
    List<GetResponse> returned = messages("jobs.payment");
    assertThat(returned).hasSize(4);
    assertThat(returned)
        .extracting(message -> String.valueOf(message.getProps().getHeaders()))
        .noneMatch(headers -> headers.contains("x-delivery-count"));
  }

  private void awaitMoreBatches() {
    int before = batches.size();
    await("batches after " + before)
        .atMost(JobSenders.DEADLINE)
        .until(() -> batches.size() >= before + 2);
  }

  private static void assertStopsQuickly(Runnable stop) {
    Instant begin = Instant.now();
    stop.run();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(LONGEST_STOP);
  }

  private List<GetResponse> messages(String queue) throws Exception {
    List<GetResponse> messages = new ArrayList<>();
    try (Connection worker = environment.broker().as("worker");
        Channel channel = worker.createChannel()) {
      GetResponse message;
      while ((message = channel.basicGet(queue, true)) != null) {
        messages.add(message);
      }
    }
    return messages;
  }
}
