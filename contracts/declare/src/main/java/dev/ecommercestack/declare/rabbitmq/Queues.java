package dev.ecommercestack.declare.rabbitmq;

import static dev.ecommercestack.declare.rabbitmq.ManagementApi.path;

import dev.ecommercestack.contracts.topology.RabbitMqTopology;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.Exchange;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.MismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Creates the virtual host, exchanges, queues and bindings, and keeps each queue's policy.
 *
 * <p>What a later version may want otherwise, such as a delivery limit, stands in a policy: a
 * queue's own arguments can never change.
 */
final class Queues {
  /** Above what an operator's own catch-all policy usually has. */
  private static final int POLICY_PRIORITY = 10;

  /** A parked message stays, however often somebody looks at it and gives it back. */
  private static final int UNLIMITED = -1;

  private static final Map<String, Object> ARGUMENTS = Map.of("x-queue-type", "quorum");

  private final ManagementApi api;
  private final Changes changes;
  private final String vhost;

  Queues(ManagementApi api, Changes changes, String vhost) {
    this.api = api;
    this.changes = changes;
    this.vhost = vhost;
  }

  /**
   * Creates what is missing.
   *
   * @param admin the administrator's user, which needs rights in the virtual host to create
   *     anything
   * @throws MismatchException before anything is changed, when an exchange or a queue of one of the
   *     names is there and different
   */
  void declare(RabbitMqTopology rabbitmq, String admin) throws InterruptedException {
    List<String> mismatches = new ArrayList<>();
    boolean fresh = api.get(path("vhosts", vhost)).isEmpty();
    if (!fresh) {
      checkAll(rabbitmq, mismatches);
      if (!mismatches.isEmpty()) {
        throw new MismatchException(String.join(" ", mismatches));
      }
    }
    vhost(admin, fresh);
    for (Exchange exchange : rabbitmq.exchanges()) {
      create(exchangePath(exchange.name()), wanted(exchange), "exchange " + exchange.name());
    }
    for (JobQueue queue : rabbitmq.queues()) {
      parkingLot(rabbitmq.deadLetterExchange(), queue);
      queue(rabbitmq.deadLetterExchange(), queue);
    }
  }

  private void checkAll(RabbitMqTopology rabbitmq, List<String> mismatches)
      throws InterruptedException {
    for (Exchange exchange : rabbitmq.exchanges()) {
      check(exchangePath(exchange.name()), wanted(exchange), "exchange", exchange.name())
          .ifPresent(mismatches::add);
    }
    for (JobQueue queue : rabbitmq.queues()) {
      for (String name : List.of(queue.name(), queue.parkingLot())) {
        check(queuePath(name), wantedQueue(), "queue", name).ifPresent(mismatches::add);
      }
    }
  }

  private Optional<String> check(String path, Map<String, Object> body, String kind, String name)
      throws InterruptedException {
    Optional<JsonNode> found = api.get(path);
    JsonNode wanted = ManagementApi.tree(body);
    if (found.isEmpty() || Users.agrees(found.get(), wanted)) {
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

  private void vhost(String admin, boolean fresh) throws InterruptedException {
    if (fresh) {
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

  private void parkingLot(String deadLetterExchange, JobQueue queue) throws InterruptedException {
    create(queuePath(queue.parkingLot()), wantedQueue(), "queue " + queue.parkingLot());
    bind(deadLetterExchange, queue.parkingLot(), queue.name());
    policy(queue.parkingLot(), Map.of("delivery-limit", UNLIMITED));
  }

  private void queue(String deadLetterExchange, JobQueue queue) throws InterruptedException {
    create(queuePath(queue.name()), wantedQueue(), "queue " + queue.name());
    bind(queue.exchange(), queue.name(), queue.routingKey());
    policy(
        queue.name(),
        Map.of(
            "delivery-limit",
            queue.deliveryLimit(),
            "dead-letter-exchange",
            deadLetterExchange,
            "dead-letter-routing-key",
            queue.name(),
            // Together: a message leaves the queue only when the parking lot has it.
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

  private void policy(String queue, Map<String, Object> definition) throws InterruptedException {
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
    if (found.isPresent() && Users.agrees(found.get(), ManagementApi.tree(body))) {
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

  private static Map<String, Object> wanted(Exchange exchange) {
    return Map.of("type", exchange.type(), "durable", true, "auto_delete", false);
  }

  private static Map<String, Object> wantedQueue() {
    return Map.of("durable", true, "auto_delete", false, "arguments", ARGUMENTS);
  }
}
