package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.openapi.OpenApiDocument;
import dev.ecommercestack.worker.job.JobType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The job API, parking lots and the shutdown. Without a mail server. */
class JobsIT {
  private static TestEnvironment environment;
  private static WorkerInstance worker;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    worker = WorkerInstance.start(environment);
  }

  @AfterAll
  static void stop() {
    worker.close();
    environment.close();
  }

  @Test
  void withoutAMailServerAMailIsKeptReadable() {
    UUID job = Uuid7.next();
    environment
        .senders()
        .ask(
            "notification",
            Jobs.mail(
                job,
                "ORDER_REJECTED",
                "ko",
                "mina@example.com",
                Map.of("orderId", "42", "reason", "insufficient_stock")));
    assertThat(environment.senders().result(job).path("outcome").asString()).isEqualTo("SENT");
    JsonNode kept = worker.awaitJob(job, "DONE").path("result");
    assertThat(kept.path("delivery").asString()).isEqualTo("KEPT");
    assertThat(kept.path("to").asString()).isEqualTo("mina@example.com");
    assertThat(kept.path("subject").asString()).isEqualTo("주문을 처리하지 못했습니다");
    assertThat(kept.path("text").asString()).contains("김미나 님", "남은 수량이 부족합니다", "42");
  }

  @Test
  void jobsAreForAdministratorsOnlyAndListedByKind() {
    UUID mail = Uuid7.next();
    environment.senders().ask("notification", Jobs.mail(mail, "WELCOME", "en", "a@example.com"));
    UUID payment = Uuid7.next();
    environment.senders().ask("payment", Jobs.payment(payment, "CHARGE", Uuid7.next(), 1_000));
    worker.awaitJob(mail, "DONE");
    worker.awaitJob(payment, "DONE");

    JsonNode list = worker.get("/api/v1/jobs?type=payment&status=DONE").body().path("items");
    assertThat(list.toString()).contains(payment.toString()).doesNotContain(mail.toString());
    assertThat(list.get(0).has("result")).isFalse();
    JsonNode page = worker.get("/api/v1/jobs?limit=1").body();
    assertThat(page.path("items")).hasSize(1);
    assertThat(
            worker
                .get("/api/v1/jobs?limit=1&cursor=" + page.path("nextCursor").asString())
                .body()
                .path("items")
                .get(0)
                .path("id"))
        .isNotEqualTo(page.path("items").get(0).path("id"));

    assertThat(worker.get("/api/v1/jobs?type=dishes").body().path("code").asString())
        .isEqualTo("unknown_job_type");
    assertThat(worker.get("/api/v1/jobs/" + Uuid7.next()).status()).isEqualTo(404);
    String customer = environment.issuer().person(Uuid7.next(), "CUSTOMER");
    assertThat(worker.send("GET", "/api/v1/jobs/" + mail, customer).status()).isEqualTo(403);
    assertThat(worker.send("GET", "/api/v1/jobs", customer).status()).isEqualTo(403);
    assertThat(worker.send("POST", "/api/v1/parking-lots/jobs.payment/replay", customer).status())
        .isEqualTo(403);
  }

  @Test
  void apiDocumentIsCurrent() {
    OpenApiDocument.check(worker.get("/v3/api-docs"), "worker");
  }

  @Test
  void rejectsUnknownParameter() {
    worker.get("/api/v1/jobs?state=DONE").expect(400, "validation_failed");
    worker.get("/api/v1/jobs/" + Uuid7.next() + "?full").expect(400, "validation_failed");
    worker.post("/api/v1/parking-lots/jobs.payment/replay?max=1").expect(400, "validation_failed");
  }

  /** Whoever asks has a record of its own for a job; what they share is its schema. */
  @ParameterizedTest
  @EnumSource(JobType.class)
  void everyJobThatTheContractAllowsIsUnderstood(JobType type) throws IOException {
    List<Path> examples;
    try (Stream<Path> files =
        Files.list(Path.of("..", "..", "contracts", "examples", type.message()))) {
      examples = files.filter(file -> file.getFileName().toString().startsWith("valid-")).toList();
    }
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      ObjectNode message = (ObjectNode) JsonMapper.shared().readTree(Files.readString(example));
      UUID job = Uuid7.next();
      ((ObjectNode) message.get("data")).put("jobId", job.toString());
      environment.senders().publish(type.routingKey(), message.toString());
      await("job of " + example)
          .atMost(JobSenders.DEADLINE)
          .until(() -> worker.get("/api/v1/jobs/" + job).status() == 200);
    }
  }

  @Test
  void whatCannotBeUnderstoodIsParkedAndTheNextJobPasses() {
    UUID incomplete = Uuid7.next();
    environment.senders().publish("payment", "no JSON");
    environment
        .senders()
        .publish("payment", JobSenders.message("payment", Map.of("jobId", incomplete)));
    environment
        .senders()
        .publish(
            "payment",
            JobSenders.message(
                "notification", Jobs.mail(Uuid7.next(), "WELCOME", "en", "a@example.com")));
    UUID next = Uuid7.next();
    environment.senders().ask("payment", Jobs.payment(next, "CHARGE", Uuid7.next(), 1));
    environment.senders().result(next);
    await().atMost(JobSenders.DEADLINE).until(() -> parked("jobs.payment") == 3);

    JsonNode replay = worker.post("/api/v1/parking-lots/jobs.payment/replay?limit=2").body();
    assertThat(replay.path("replayed").asInt()).isEqualTo(2);
    // They are as bad as they were.
    await().atMost(JobSenders.DEADLINE).until(() -> parked("jobs.payment") == 3);
    assertThat(worker.post("/api/v1/parking-lots/jobs.dishes/replay").status()).isEqualTo(404);
    assertThat(
            worker
                .post("/api/v1/parking-lots/jobs.payment/replay?limit=0")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_limit");
  }

  private static int parked(String queue) {
    for (JsonNode lot : worker.get("/api/v1/parking-lots").body().path("items")) {
      if (lot.path("queue").asString().equals(queue)) {
        return lot.path("messages").asInt();
      }
    }
    throw new IllegalStateException("no parking lot of " + queue);
  }

  @Test
  void anInstanceThatLeavesFinishesWhatIsInHand() {
    UUID inHand = Uuid7.next();
    worker.settings(Map.of("worker.payment.simulator.latency", "2s"));
    environment.senders().ask("payment", Jobs.payment(inHand, "CHARGE", Uuid7.next(), 1_000));
    worker.awaitJob(inHand, "RUNNING");
    worker.close();
    worker = WorkerInstance.start(environment);
    JsonNode job = worker.awaitJob(inHand, "DONE");
    assertThat(job.path("attempts").asInt()).isEqualTo(1);
    assertThat(environment.senders().result(inHand).path("outcome").asString())
        .isEqualTo("SUCCEEDED");
    assertThat(worker.health("readiness")).isEqualTo(200);
    assertThat(worker.health("dependencies")).isEqualTo(200);
  }
}
