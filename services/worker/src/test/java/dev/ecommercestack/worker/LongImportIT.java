package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.ecommercestack.platform.id.Uuid7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports that take their time. Product is a server that speaks its contract. */
class LongImportIT {
  private static final int CHUNKS = 8;

  private final UUID list = Uuid7.next();
  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private TestEnvironment environment;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    environment
        .stubs()
        .importedList(
            list, IntStream.rangeClosed(1, CHUNKS * 100).mapToObj("SKU-%d,상품,1000,KRW"::formatted));
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    environment.close();
  }

  private void take(HttpExchange exchange, Duration time) throws IOException {
    JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
    if (taken.add(request.at("/rows/0/row").asInt())) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    StubServices.acceptAllRows(exchange, request);
  }

  private UUID bring() {
    UUID job = Uuid7.next();
    environment.senders().ask("catalog-import", Jobs.catalogImport(job, list, "CSV", CHUNKS * 100));
    return job;
  }

  @Test
  void anImportThatTakesLongerThanADeliveryMayGoesOnInAnother() {
    environment
        .stubs()
        .product("/internal/products/import", exchange -> take(exchange, Duration.ofMillis(600)));
    try (WorkerInstance worker =
        WorkerInstance.start(environment, "--service.rabbit.longest-delivery=2s")) {
      UUID job = bring();
      JsonNode result = environment.senders().result(job);
      assertThat(result.path("outcome").asString()).isEqualTo("DONE");
      assertThat(result.path("accepted").asInt()).isEqualTo(CHUNKS * 100);
      assertThat(worker.awaitJob(job, "DONE").path("attempts").asInt()).isGreaterThan(1);
    }
  }

  @Test
  void anImportThatWaitsForAnotherStaysInTheQueueAndNoneLeavesAFile() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    environment
        .stubs()
        .product(
            "/internal/products/import",
            exchange -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              take(exchange, Duration.ZERO);
            });
    try (WorkerInstance worker =
        WorkerInstance.start(environment, "--service.client.read-timeout=60s")) {
      UUID first = bring();
      begun.await();
      UUID second = bring();
      await()
          .atMost(JobSenders.DEADLINE)
          .until(() -> JobSenders.messagesIn(environment.broker(), "jobs.catalog-import") == 1);
      assertThat(files()).isEmpty();
      goOn.countDown();
      environment.senders().result(first);
      environment.senders().result(second);
      worker.awaitJob(second, "DONE");
    }
  }

  /** What a killed process would leave. */
  private static Stream<Path> files() throws IOException {
    return Files.list(Path.of(System.getProperty("java.io.tmpdir")))
        .filter(file -> file.getFileName().toString().startsWith("import"));
  }
}
