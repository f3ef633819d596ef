package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.MessageSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands for the services order and product, which send jobs and receive their results. */
final class JobSenders implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Connection order;
  private final Connection product;
  private final List<JsonNode> results = new CopyOnWriteArrayList<>();

  private JobSenders(Connection order, Connection product) {
    this.order = order;
    this.product = product;
  }

  static JobSenders start(Broker broker) throws Exception {
    JobSenders senders = new JobSenders(broker.as("order"), broker.as("product"));
    CancelCallback ignored = tag -> {};
    DeliverCallback hear =
        (tag, delivery) -> senders.hear(new String(delivery.getBody(), StandardCharsets.UTF_8));
    senders.order.createChannel().basicConsume("results.order", true, hear, ignored);
    senders.product.createChannel().basicConsume("results.product", true, hear, ignored);
    return senders;
  }

  private void hear(String text) {
    results.add(JSON.readTree(text));
  }

  /** Asks for a job; returns the message. */
  String ask(String kind, Map<String, ?> data) {
    String message = message(kind, data);
    assertMatchesContract(message);
    publish(kind, message);
    return message;
  }

  static String message(String kind, Map<String, ?> data) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", Uuid7.next());
    envelope.put("type", kind + "-job");
    envelope.put("version", 1);
    envelope.put("occurredAt", Instant.now().toString());
    envelope.put("aggregateId", Uuid7.next());
    envelope.put("stack", "shop");
    envelope.put("correlationId", Uuid7.next());
    envelope.put("data", data);
    return JSON.writeValueAsString(envelope);
  }

  /** Publishes as the service that may. */
  void publish(String kind, String message) {
    try {
      Broker.publish(kind.equals("catalog-import") ? product : order, "jobs", kind, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the answer to a job, which must be the only one and fit the contract. */
  JsonNode result(UUID jobId) {
    await("a result of job " + jobId).atMost(DEADLINE).until(() -> !results(jobId).isEmpty());
    JsonNode result = results(jobId).getFirst();
    assertMatchesContract(result.toString());
    return result.path("data");
  }

  /** Returns the answers to a job so far. */
  List<JsonNode> results(UUID jobId) {
    return results.stream()
        .filter(result -> result.path("data").path("jobId").asString().equals(jobId.toString()))
        .toList();
  }

  private static void assertMatchesContract(String message) {
    assertThat(MessageSchemas.validate(message)).isEmpty();
  }

  /** Returns how many messages a queue has, as its consumer sees it. */
  static long messagesIn(Broker broker, String queue) {
    try (Connection worker = broker.as("worker");
        Channel channel = worker.createChannel()) {
      return channel.messageCount(queue);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      order.close();
      product.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
