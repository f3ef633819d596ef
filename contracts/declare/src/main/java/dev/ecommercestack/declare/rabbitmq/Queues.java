package dev.ecommercestack.declare.rabbitmq;

import static dev.ecommercestack.declare.rabbitmq.ManagementApi.path;

import dev.ecommercestack.contracts.topology.RabbitMqTopology;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.Exchange;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.MismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Creates the virtual host, exchanges, queues and bindings, and creates or updates each queue's
 * policy.
 *
 * <p>Settings that a later version may change, such as the delivery limit, are in a policy, since
 * the arguments of a queue cannot be changed.
 */
final class Queues {
  /** Higher than the usual priority of an administrator's catch-all policy. */
  private static final int POLICY_PRIORITY = 10;

  /** A message stays in the parking lot, however often it is read and returned. */
  private static final int UNLIMITED_DELIVERIES = -1;

  private static final Map<String, Object> QUORUM_QUEUE_ARGUMENTS =
      Map.of("x-queue-type", "quorum");

  private final ManagementApi api;
  private final ChangeRecorder changes;
  private final String vhost;

  Queues(ManagementApi api, ChangeRecorder changes, String vhost) {
    this.api = api;
    this.changes = changes;
    this.vhost = vhost;
  }

  /**
   * Creates missing objects and updates policies.
   *
   * @param rabbitmq the exchanges and queues of the topology
   * @param admin the administrator's user name; it gets all permissions in the virtual host
   * @throws MismatchException before anything is changed, when an exchange or a queue of one of the
   *     names exists with other properties
   */
  void declare(RabbitMqTopology rabbitmq, String admin) throws InterruptedException {
    List<String> mismatches = new ArrayList<>();
    boolean vhostMissing = api.get(path("vhosts", vhost)).isEmpty();
    if (!vhostMissing) {
      checkAll(rabbitmq, mismatches);
      if (!mismatches.isEmpty()) {
        throw new MismatchException(String.join(" ", mismatches));
      }
    }
    createVhost(admin, vhostMissing);
    for (Exchange exchange : rabbitmq.exchanges()) {
      create(exchangePath(exchange.name()), exchangeBody(exchange), "exchange " + exchange.name());
    }
    for (JobQueue queue : rabbitmq.queues()) {
      createParkingLot(rabbitmq.deadLetterExchange(), queue);
      createQueue(rabbitmq.deadLetterExchange(), queue);
    }
  }

  private void checkAll(RabbitMqTopology rabbitmq, List<String> mismatches)
      throws InterruptedException {
    for (Exchange exchange : rabbitmq.exchanges()) {
      check(exchangePath(exchange.name()), exchangeBody(exchange), "exchange", exchange.name())
          .ifPresent(mismatches::add);
    }
    for (JobQueue queue : rabbitmq.queues()) {
      for (String name : List.of(queue.name(), queue.parkingLot())) {
        check(queuePath(name), queueBody(), "queue", name).ifPresent(mismatches::add);
      }
    }
  }

  private Optional<String> check(String path, Map<String, Object> body, String kind, String name)
      throws InterruptedException {
    Optional<JsonNode> found = api.get(path);
    JsonNode wanted = ManagementApi.tree(body);
    if (found.isEmpty() || Users.containsAll(found.get(), wanted)) {
      return Optional.empty();
    }
    List<String> differences =
        wanted
            .propertyStream()
            .filter(e -> !e.getValue().equals(found.get().path(e.getKey())))
            .map(
                e ->
                    "%s is %s and must be %s"
                        .formatted(e.getKey(), found.get().path(e.getKey()), e.getValue()))
            .sorted()
            .toList();
    return Optional.of(
        "RabbitMQ's %s %s in vhost %s differs: %s. Nothing was changed. If it is not this stack's, use another vhost; if it is, move its messages elsewhere, delete it once it is empty and unused, and declare again."
            .formatted(kind, name, vhost, String.join(", ", differences)));
  }

  private void createVhost(String admin, boolean vhostMissing) throws InterruptedException {
    if (vhostMissing) {
      api.put(path("vhosts", vhost), Map.of("default_queue_type", "quorum"));
      changes.created("vhost " + vhost);
    } else {
      changes.unchanged();
    }
    String permissions = path("permissions", vhost, admin);
    if (api.get(permissions).isEmpty()) {
      api.put(permissions, Map.of("configure", ".*", "write", ".*", "read", ".*"));
    }
  }

  private void createParkingLot(String deadLetterExchange, JobQueue queue)
      throws InterruptedException {
    create(queuePath(queue.parkingLot()), queueBody(), "queue " + queue.parkingLot());
    bind(deadLetterExchange, queue.parkingLot(), queue.name());
    putPolicy(queue.parkingLot(), Map.of("delivery-limit", UNLIMITED_DELIVERIES));
  }

  private void createQueue(String deadLetterExchange, JobQueue queue) throws InterruptedException {
    create(queuePath(queue.name()), queueBody(), "queue " + queue.name());
    bind(queue.exchange(), queue.name(), queue.routingKey());
    putPolicy(
        queue.name(),
        Map.of(
            "delivery-limit",
            queue.deliveryLimit(),
            "dead-letter-exchange",
            deadLetterExchange,
            "dead-letter-routing-key",
            queue.name(),
            // These two together: a message leaves the queue only when the parking lot has it.
            "dead-letter-strategy",
            "at-least-once",
            "overflow",
            "reject-publish"));
  }

  private void bind(String exchange, String queue, String routingKey) throws InterruptedException {
    String path = path("bindings", vhost, "e", exchange, "q", queue);
    boolean present =
        api.get(path).stream()
            .flatMap(all -> all.valueStream())
            .anyMatch(binding -> binding.path("routing_key").asString("").equals(routingKey));
    if (present) {
      changes.unchanged();
      return;
    }
    api.post(path, Map.of("routing_key", routingKey));
    changes.created("binding of %s to %s by %s".formatted(queue, exchange, routingKey));
  }

  private void putPolicy(String queue, Map<String, Object> definition) throws InterruptedException {
    String path = path("policies", vhost, "contract." + queue);
    Map<String, Object> body =
        Map.of(
            "pattern",
            "^" + queue.replace(".", "\\.") + "$",
            "apply-to",
            "quorum_queues",
            "priority",
            POLICY_PRIORITY,
            "definition",
            definition);
    Optional<JsonNode> found = api.get(path);
    if (found.isPresent() && Users.containsAll(found.get(), ManagementApi.tree(body))) {
      changes.unchanged();
      return;
    }
    api.put(path, body);
    if (found.isPresent()) {
      changes.changed("policy of queue " + queue);
    } else {
      changes.created("policy of queue " + queue);
    }
  }

  private void create(String path, Map<String, Object> body, String what)
      throws InterruptedException {
    if (api.get(path).isPresent()) {
      changes.unchanged();
      return;
    }
    api.put(path, body);
    changes.created(what);
  }

  private String exchangePath(String name) {
    return path("exchanges", vhost, name);
  }

  private String queuePath(String name) {
    return path("queues", vhost, name);
  }

  private static Map<String, Object> exchangeBody(Exchange exchange) {
    return Map.of("type", exchange.type(), "durable", true, "auto_delete", false);
  }

  private static Map<String, Object> queueBody() {
    return Map.of("durable", true, "auto_delete", false, "arguments", QUORUM_QUEUE_ARGUMENTS);
  }
}
