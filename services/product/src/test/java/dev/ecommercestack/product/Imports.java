package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator who uploads lists to an instance, and the worker, which reads them. */
record Imports(ProductInstance product, Connection worker) implements AutoCloseable {
  static final String PATH = "/api/v1/products/imports";
  static final String LOTS = "/api/v1/parking-lots";
  static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  static Imports start() throws Exception {
    ProductInstance product = ProductInstance.shared();
    return new Imports(product, Broker.on(RabbitMqServer.shared()).as("worker"));
  }

  /** The same worker, and another instance. */
  Imports at(ProductInstance instance) {
    return new Imports(instance, worker);
  }

  Answer upload(String content, String token, @Nullable String key) {
    return upload(BodyPublishers.ofString(content), "text/csv", token, key);
  }

  /** Uploads a body. */
  Answer upload(BodyPublisher content, String type, @Nullable String token, @Nullable String key) {
    HttpResponse<byte[]> response = product.raw("POST", PATH, content, type, token, key);
    return new Answer(response.statusCode(), response.headers(), JSON.readTree(response.body()));
  }

  /** The contract wants the administrator's real kind of identifier. */
  static String admin() {
    return TestEnvironment.shared().issuer().person(Uuid7.next(), "ADMIN", "CUSTOMER");
  }

  Answer read(String id) {
    return product.send("GET", PATH + "/" + id, null, admin(), null);
  }

  HttpResponse<byte[]> content(String id, String service) {
    return product.raw(
        "GET",
        "/internal/imports/" + id + "/content",
        BodyPublishers.noBody(),
        "application/json",
        TestEnvironment.shared().issuer().service(service),
        null);
  }

  /** Takes the next job, if there is one. */
  Optional<String> nextJob() throws IOException {
    return Broker.take(worker, "jobs.catalog-import");
  }

  /** Waits for the job of an import; others are left out. */
  JsonNode job(String id) {
    String job =
        await("the job of import " + id)
            .atMost(DEADLINE)
            .until(
                this::nextJob,
                found -> found.filter(next -> importOf(JSON.readTree(next)).equals(id)).isPresent())
            .orElseThrow();
    assertThat(MessageSchemas.validate(job)).as(job).isEmpty();
    return JSON.readTree(job);
  }

  private static String importOf(JsonNode job) {
    return job.at("/data/importId").asString("");
  }

  /** Makes the worker's answer to a job. */
  String result(JsonNode job, Map<String, ?> more) {
    Map<String, Object> data = new HashMap<>(more);
    data.put("jobId", job.at("/data/jobId").asString());
    data.put("importId", importOf(job));
    Map<String, Object> envelope = new HashMap<>();
    envelope.put("id", Uuid7.next());
    envelope.put("type", "catalog-import-result");
    envelope.put("version", 1);
    envelope.put("occurredAt", Instant.now().toString());
    envelope.put("aggregateId", job.path("aggregateId").asString());
    envelope.put("stack", "shop");
    envelope.put("correlationId", job.path("correlationId").asString());
    envelope.put("data", data);
    String message = JSON.writeValueAsString(envelope);
    assertThat(MessageSchemas.validate(message)).as(message).isEmpty();
    return message;
  }

  /** Answers as the worker. */
  void answer(String message) throws IOException {
    Broker.publish(worker, "results", "product", message);
  }

  Answer replay(String queue) {
    return product.send("POST", LOTS + "/" + queue + "/replay", null, admin(), null);
  }

  Answer awaitStatus(String id, String status) {
    return await("import %s is %s".formatted(id, status))
        .atMost(DEADLINE)
        .until(() -> read(id), found -> found.text("status").equals(status));
  }

  @Override
  public void close() throws IOException {
    worker.close();
  }
}
