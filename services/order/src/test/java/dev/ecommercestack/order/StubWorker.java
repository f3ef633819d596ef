package dev.ecommercestack.order;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stub of the worker and its payment provider, which charges and refunds a payment once. */
final class StubWorker implements AutoCloseable {
  /** How the payments of a customer are processed. */
  enum PaymentBehaviour {
    SUCCEED,
    DECLINE,
    /** It succeeds, and each result is sent thrice: twice the same message and once another. */
    REPEAT,
    /** It succeeds, but the first job is not answered. */
    SILENT,
    /** It succeeds, but the first job is answered "unknown". */
    UNKNOWN,
    /** Nothing is answered at all. */
    DEAF,
    /** The provider cannot be reached: nothing is charged, and that is not known. */
    UNREACHABLE,
    /** The provider charges one unit less than it was asked for. */
    OTHER_AMOUNT,
    /**
     * The first charge lies in the queue until after its repetition, as another instance has it.
     */
    LATE
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Connection connection;
  private final Map<String, PaymentBehaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<String, Long> charged = new ConcurrentHashMap<>();
  private final Map<String, Long> refunded = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> charges = new ConcurrentHashMap<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private StubWorker(Connection connection) {
    this.connection = connection;
  }

  static StubWorker start(Broker broker) throws Exception {
    StubWorker worker = new StubWorker(broker.as("worker"));
    CancelCallback ignored = tag -> {};
    Channel payments = worker.connection.createChannel();
    payments.basicConsume(
        "jobs.payment",
        true,
        (tag, delivery) -> worker.payment(new String(delivery.getBody(), StandardCharsets.UTF_8)),
        ignored);
    Channel mails = worker.connection.createChannel();
    mails.basicConsume(
        "jobs.notification",
        true,
        (tag, delivery) -> {
          worker.messages.add(new String(delivery.getBody(), StandardCharsets.UTF_8));
        },
        ignored);
    return worker;
  }

  void behaviour(UUID user, PaymentBehaviour behaviour) {
    behaviours.put(user.toString(), behaviour);
  }

  /** Returns what a customer has paid and not got back. */
  long kept(UUID user) {
    return charged.getOrDefault(user.toString(), 0L) - refunded.getOrDefault(user.toString(), 0L);
  }

  long refunded(UUID user) {
    return refunded.getOrDefault(user.toString(), 0L);
  }

  /** Returns the jobs of both kinds as they came. */
  List<JsonNode> jobs(String type, UUID user) {
    return messages.stream()
        .map(JSON::readTree)
        .filter(job -> job.path("type").asString().equals(type))
        .filter(job -> job.toString().contains(user.toString()))
        .toList();
  }

  void say(String message) throws IOException {
    Broker.publish(connection, "results", "order", message);
  }

  private void payment(String text) throws IOException {
    messages.add(text);
    JsonNode job = JSON.readTree(text);
    JsonNode data = job.path("data");
    String user = data.path("userId").asString();
    String kind = data.path("kind").asString();
    PaymentBehaviour behaviour = behaviours.getOrDefault(user, PaymentBehaviour.SUCCEED);
    if (behaviour == PaymentBehaviour.LATE) {
      late(kind, user, job);
      return;
    }
    if (behaviour == PaymentBehaviour.UNREACHABLE) {
      say(result(job, "UNKNOWN"));
      return;
    }
    if (behaviour == PaymentBehaviour.OTHER_AMOUNT && kind.equals("CHARGE")) {
      ObjectNode amount = (ObjectNode) data.path("amount");
      amount.put("amount", amount.path("amount").asLong() - 1);
    }
    boolean first = move(kind, behaviour, user, data);
    switch (behaviour) {
      case DEAF, LATE -> {}
      case SILENT -> {
        if (!first) {
          say(result(job, "SUCCEEDED"));
        }
      }
      case UNKNOWN -> say(result(job, first ? "UNKNOWN" : "SUCCEEDED"));
      case DECLINE -> say(result(job, "DECLINED"));
      case SUCCEED, OTHER_AMOUNT, UNREACHABLE -> say(result(job, "SUCCEEDED"));
      case REPEAT -> {
        String result = result(job, "SUCCEEDED");
        say(result);
        say(result);
        say(result(job, "SUCCEEDED"));
      }
    }
  }

  private void late(String kind, String user, JsonNode job) throws IOException {
    if (charges.putIfAbsent(user, job) == null) {
      return;
    }
    JsonNode late = Objects.requireNonNull(charges.get(user));
    for (JsonNode each : List.of(job, late)) {
      move(kind, PaymentBehaviour.LATE, user, each.path("data"));
      say(result(each, "SUCCEEDED"));
    }
  }

  /** Moves money once; returns whether this was the first job of that kind. */
  private boolean move(String kind, PaymentBehaviour behaviour, String user, JsonNode data) {
    long amount = data.path("amount").path("amount").asLong();
    boolean first =
        behaviours.putIfAbsent(data.path("paymentId").asString() + kind, behaviour) == null;
    if (first && behaviour != PaymentBehaviour.DECLINE) {
      if (kind.equals("CHARGE")) {
        charged.merge(user, amount, Long::sum);
      } else if (kind.equals("REFUND")) {
        refunded.merge(user, amount, Long::sum);
      }
    }
    return first;
  }

  static String result(JsonNode job, String outcome) {
    JsonNode data = job.path("data");
    Map<String, Object> result = new LinkedHashMap<>();
    for (String field : List.of("jobId", "kind", "paymentId", "orderId")) {
      result.put(field, data.path(field).asString());
    }
    result.put("outcome", outcome);
    if (outcome.equals("SUCCEEDED")) {
      result.put("amount", data.path("amount"));
      result.put("providerReference", "sim-1");
    } else if (outcome.equals("DECLINED")) {
      result.put("reason", "INSUFFICIENT_FUNDS");
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", Uuid7.next());
    envelope.put("type", "payment-result");
    envelope.put("version", 1);
    envelope.put("occurredAt", Instant.now().toString());
    envelope.put("aggregateId", data.path("orderId").asString());
    envelope.put("stack", "shop");
    envelope.put("correlationId", job.path("correlationId").asString());
    envelope.put("data", result);
    return JSON.writeValueAsString(envelope);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
