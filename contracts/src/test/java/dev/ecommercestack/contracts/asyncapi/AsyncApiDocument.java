package dev.ecommercestack.contracts.asyncapi;

import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.binding;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.channel;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.object;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.operation;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.server;
import static dev.ecommercestack.contracts.asyncapi.AsyncApiObjects.with;

import dev.ecommercestack.contracts.topology.RabbitMqTopology;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The AsyncAPI 3.0 document of a topology: servers, channels and operations. {@link
 * MessageComponents} adds the messages.
 */
final class AsyncApiDocument {
  private static final String KAFKA_BINDING = "0.5.0";
  private static final String AMQP_BINDING = "0.3.0";

  /** The prefix of the channel of an exchange and routing key, to which producers publish. */
  private static final String EXCHANGE_PREFIX = "exchange.";

  private final Topology topology;
  private final MessageComponents messages;
  private final Map<String, Object> channels = new LinkedHashMap<>();
  private final Map<String, Object> operations = new LinkedHashMap<>();

  private AsyncApiDocument(Topology topology, MessageComponents messages) {
    this.topology = topology;
    this.messages = messages;
  }

  /** Returns the document as a tree of maps, lists and values, in the order of the topology. */
  static Map<String, Object> of(Topology topology, MessageComponents messages) {
    return new AsyncApiDocument(topology, messages).document();
  }

  private Map<String, Object> document() {
    topology.kafka().topics().forEach(this::topic);
    topology.rabbitmq().queues().forEach(this::queue);
    return object(
        "asyncapi",
        "3.0.0",
        "info",
        object(
            "title",
            "Messages of the shop",
            "version",
            "1",
            "description",
            "What the services of an EcommerceStack write to Kafka and RabbitMQ. Made from"
                + " topology.yaml, schemas/ and examples/ by 'make generate': change those.",
            "license",
            object(
                "name", "Apache 2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0.html")),
        "defaultContentType",
        "application/json",
        "servers",
        servers(),
        "channels",
        channels,
        "operations",
        operations,
        "components",
        components());
  }

  private Map<String, Object> servers() {
    return object(
        "kafka",
        server("kafka", "Facts. An external Kafka has another address.", "{stack}-kafka:9092"),
        "rabbitmq",
        with(
            server(
                "amqp",
                "Jobs and their results. An external RabbitMQ has another address.",
                "{stack}-rabbitmq:5672"),
            "protocolVersion",
            "0-9-1",
            "pathname",
            "/" + topology.rabbitmq().vhost()));
  }

  private void topic(Topic topic) {
    Topic.DeadLetter deadLetter = topic.deadLetter();
    if (deadLetter == null) {
      throw new IllegalArgumentException(topic.name() + " has no dead-letter topic");
    }
    Map<String, Object> channel =
        kafkaChannel(
            topic.name(),
            "The key of a record is the " + topic.key() + " of its data.",
            topic.messages(),
            topic.partitions().defaultCount(),
            topic.retention(),
            topic.cleanupPolicy());
    channels.put(topic.name(), with(channel, "x-dead-letter", deadLetter.topic()));
    channels.put(
        deadLetter.topic(),
        kafkaChannel(
            deadLetter.topic(),
            "Records of " + topic.name() + " that a consumer could not process.",
            topic.messages(),
            deadLetter.partitions(),
            deadLetter.retention(),
            Topic.CleanupPolicy.DELETE));
    for (String producer : topic.producers()) {
      operations.put(
          producer + "-sends-" + topic.name(),
          operation(
              "send", producer + " writes to " + topic.name(), topic.name(), topic.messages()));
    }
    for (Topic.Consumer consumer : topic.consumers()) {
      Map<String, Object> operation =
          operation(
              "receive",
              consumer.service() + " reads " + topic.name() + " as " + consumer.group(),
              topic.name(),
              topic.messages());
      operation.put(
          "bindings", object("kafka", binding(KAFKA_BINDING, "groupId", group(consumer))));
      operations.put(
          consumer.group() + "-receives-" + topic.name(),
          with(operation, "x-scales", Boolean.TRUE.equals(consumer.scales())));
    }
  }

  private static Map<String, Object> group(Topic.Consumer consumer) {
    return Boolean.TRUE.equals(consumer.perInstance())
        ? object("type", "string", "pattern", "^" + consumer.group().replace(".", "\\.") + "\\..+$")
        : object("type", "string", "enum", List.of(consumer.group()));
  }

  private static Map<String, Object> kafkaChannel(
      String name,
      String description,
      List<String> messages,
      int partitions,
      Duration retention,
      Topic.CleanupPolicy cleanup) {
    return with(
        channel(name, description, "kafka", messages),
        "bindings",
        object(
            "kafka",
            binding(
                KAFKA_BINDING,
                "topic",
                name,
                "partitions",
                partitions,
                "topicConfiguration",
                object(
                    "cleanup.policy",
                    List.of(cleanup.configValue()),
                    "retention.ms",
                    retention.toMillis()))));
  }

  private void queue(JobQueue queue) {
    String exchange = EXCHANGE_PREFIX + queue.name();
    channels.put(exchange, exchangeChannel(queue));
    channels.put(
        queue.name(),
        with(
            queueChannel(
                queue.name(),
                "The exchange " + queue.exchange() + " routes " + queue.routingKey() + " here.",
                queue.messages()),
            "x-delivery-limit",
            queue.deliveryLimit(),
            "x-parking-lot",
            queue.parkingLot()));
    channels.put(
        queue.parkingLot(),
        queueChannel(
            queue.parkingLot(),
            "Messages of "
                + queue.name()
                + " that were returned more often than its delivery limit.",
            queue.messages()));
    for (String producer : queue.producers()) {
      operations.put(
          producer + "-sends-" + exchange,
          with(
              operation(
                  "send", producer + " publishes to " + queue.name(), exchange, queue.messages()),
              "bindings",
              object("amqp", binding(AMQP_BINDING, "deliveryMode", 2, "mandatory", true))));
    }
    for (String consumer : queue.consumers()) {
      operations.put(
          consumer + "-receives-" + queue.name(),
          with(
              operation(
                  "receive",
                  consumer + " consumes from " + queue.name(),
                  queue.name(),
                  queue.messages()),
              "bindings",
              object("amqp", binding(AMQP_BINDING, "ack", true)),
              "x-scales",
              Boolean.TRUE.equals(queue.scales())));
    }
  }

  private Map<String, Object> exchangeChannel(JobQueue queue) {
    String type =
        topology.rabbitmq().exchanges().stream()
            .filter(exchange -> exchange.name().equals(queue.exchange()))
            .map(RabbitMqTopology.Exchange::type)
            .findFirst()
            .orElseThrow();
    return with(
        channel(
            queue.routingKey(),
            "The exchange " + queue.exchange() + ", which routes this key to " + queue.name() + ".",
            "rabbitmq",
            queue.messages()),
        "bindings",
        object(
            "amqp",
            binding(
                AMQP_BINDING,
                "is",
                "routingKey",
                "exchange",
                with(
                    object("name", queue.exchange(), "type", type),
                    "durable",
                    true,
                    "autoDelete",
                    false,
                    "vhost",
                    topology.rabbitmq().vhost()))));
  }

  private Map<String, Object> queueChannel(String name, String description, List<String> messages) {
    return with(
        channel(name, description, "rabbitmq", messages),
        "bindings",
        object(
            "amqp",
            binding(
                AMQP_BINDING,
                "is",
                "queue",
                "queue",
                object(
                    "name",
                    name,
                    "durable",
                    true,
                    "exclusive",
                    false,
                    "autoDelete",
                    false,
                    "vhost",
                    topology.rabbitmq().vhost()))),
        "x-queue-type",
        "quorum");
  }

  private Map<String, Object> components() {
    Map<String, Object> all = new LinkedHashMap<>();
    Set<String> onRabbitMq = new TreeSet<>();
    topology
        .kafka()
        .topics()
        .forEach(
            topic ->
                topic.messages().forEach(name -> all.put(name, messages.kafka(name, topic.key()))));
    topology.rabbitmq().queues().forEach(queue -> onRabbitMq.addAll(queue.messages()));
    onRabbitMq.forEach(name -> all.put(name, messages.rabbitMq(name)));
    return object(
        "messages",
        all,
        "securitySchemes",
        object(
            "kafka",
            object("type", "scramSha512", "description", "Each service has a user of its own."),
            "amqp",
            object("type", "userPassword", "description", "Each service has a user of its own.")));
  }
}
