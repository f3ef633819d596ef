package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.topology.Topic.Consumer;
import dev.ecommercestack.contracts.topology.Topic.DeadLetter;
import dev.ecommercestack.contracts.topology.Topic.Partitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates a topology and reports one sentence per problem. */
final class TopologyValidator {
  /** Names that Kafka, RabbitMQ, PostgreSQL and Redis all accept without quoting. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*(\\.DLT)?");

  private static final Pattern INTERNAL_PATH =
      Pattern.compile("/internal(/([a-z][a-z0-9-]*|\\{[a-zA-Z]+}))+");

  private static final Pattern VERSIONED = Pattern.compile(".*\\.v[1-9][0-9]*");
  private static final Pattern KEY_PREFIX = Pattern.compile("[a-z][a-z0-9_-]*[:.]");
  private static final Set<String> EXCHANGE_TYPES = Set.of("topic", "direct");

  private final Topology topology;
  private final List<String> problems = new ArrayList<>();

  private TopologyValidator(Topology topology) {
    this.topology = topology;
  }

  static List<String> validate(Topology topology) {
    TopologyValidator validator = new TopologyValidator(topology);
    validator.validateServices();
    topology.calls().forEach(validator::validateCall);
    topology.kafka().topics().forEach(validator::validateTopic);
    validator.validateRabbitmq(topology.rabbitmq());
    topology.postgresql().databases().forEach(validator::validateDatabase);
    topology.redis().users().forEach(validator::validateRedisUser);
    validator.validateDuplicates();
    return List.copyOf(validator.problems);
  }

  private void validateServices() {
    check(!topology.services().isEmpty(), "The topology names no services.");
    topology.services().forEach(name -> checkNamePattern(name, "Service"));
    check(
        !topology.services().contains(Topology.OPERATOR),
        "The service operator has the name of the user of the Kubernetes operator: choose another.");
  }

  private void validateCall(HttpCall call) {
    String subject = "The call of " + call.caller() + " to " + call.service();
    checkKnown(List.of(call.caller()), subject, "caller");
    checkKnown(List.of(call.service()), subject, "service");
    check(!call.caller().equals(call.service()), subject + " is a call of a service to itself.");
    for (String path : call.internalPaths()) {
      check(
          INTERNAL_PATH.matcher(path).matches(),
          subject
              + " has the path "
              + path
              + ", but its internalPaths look like /internal/orders/{id}/items.");
    }
    checkUnique(call.internalPaths().stream(), "path of " + call.caller());
  }

  private void validateTopic(Topic topic) {
    String subject = "Topic " + topic.name();
    checkNamePattern(topic.name(), "Topic");
    check(
        VERSIONED.matcher(topic.name()).matches(),
        subject + " has no version: end its name in .v1, .v2 and so on.");
    check(!topic.messages().isEmpty(), subject + " carries no messages: list them under messages.");
    check(
        !topic.retention().isNegative() && !topic.retention().isZero(),
        subject + " keeps nothing.");
    validatePartitions(subject, topic.partitions());
    validateDeadLetter(subject, topic);
    checkKnown(topic.producers(), subject, "producer");
    check(!topic.producers().isEmpty(), subject + " has no producer.");
    checkKnown(topic.consumers().stream().map(Consumer::service).toList(), subject, "consumer");
    topic.consumers().forEach(consumer -> validateGroup(subject, consumer));
  }

  private void validatePartitions(String subject, Partitions partitions) {
    check(partitions.min() >= 1, subject + " needs at least 1 partition: raise partitions.min.");
    check(
        partitions.defaultCount() >= partitions.min(),
        subject
            + " has a default of "
            + partitions.defaultCount()
            + " partitions, less than its min of "
            + partitions.min()
            + ".");
    String follows = partitions.follows();
    check(
        follows == null || follows.equals(Partitions.EVENT_PARTITIONS),
        subject
            + " follows "
            + follows
            + ", but only "
            + Partitions.EVENT_PARTITIONS
            + " is known.");
  }

  private void validateDeadLetter(String subject, Topic topic) {
    String expected = topic.name() + Topic.DEAD_LETTER_SUFFIX;
    DeadLetter deadLetter = topic.deadLetter();
    if (deadLetter == null) {
      problems.add(
          subject + " has no dead-letter topic: add deadLetter: {topic: " + expected + "}.");
      return;
    }
    check(
        deadLetter.topic().equals(expected),
        subject
            + " has the dead-letter topic "
            + deadLetter.topic()
            + ", but it must be called "
            + expected
            + ".");
    check(deadLetter.partitions() >= 1, deadLetter.topic() + " needs at least 1 partition.");
    check(
        !deadLetter.retention().isNegative() && !deadLetter.retention().isZero(),
        deadLetter.topic() + " keeps nothing.");
  }

  private void validateGroup(String subject, Consumer consumer) {
    check(
        consumer.group().startsWith(consumer.service() + "."),
        subject
            + " is read by "
            + consumer.service()
            + " in group "
            + consumer.group()
            + ", but a service's groups begin with its name: "
            + consumer.service()
            + ".<what for>.");
    check(
        !(Boolean.TRUE.equals(consumer.scales()) && Boolean.TRUE.equals(consumer.perInstance())),
        subject
            + " cannot scale "
            + consumer.service()
            + " by group "
            + consumer.group()
            + ": every instance reads all records (perInstance), so more pods do not reduce the lag.");
  }

  private void validateRabbitmq(RabbitMqTopology rabbitmq) {
    Set<String> exchanges = new HashSet<>();
    for (RabbitMqTopology.Exchange exchange : rabbitmq.exchanges()) {
      exchanges.add(exchange.name());
      checkNamePattern(exchange.name(), "Exchange");
      check(
          !exchange.name().contains("."),
          "Exchange "
              + exchange.name()
              + " has a dot in its name, but a queue's name is <exchange>.<routing key>.");
      check(
          EXCHANGE_TYPES.contains(exchange.type()),
          "Exchange " + exchange.name() + " must be of type topic or direct.");
    }
    check(
        exchanges.contains(rabbitmq.deadLetterExchange()),
        "The deadLetterExchange "
            + rabbitmq.deadLetterExchange()
            + " is not one of the exchanges: add it there.");
    rabbitmq.queues().forEach(queue -> validateQueue(queue, exchanges));
  }

  private void validateQueue(RabbitMqTopology.JobQueue queue, Set<String> exchanges) {
    String subject = "Queue " + queue.name();
    checkNamePattern(queue.name(), "Queue");
    checkNamePattern(queue.parkingLot(), "Queue");
    check(
        exchanges.contains(queue.exchange()),
        subject + " is bound to the unknown exchange " + queue.exchange() + ".");
    // To replay, a consumer derives the exchange, routing key and parking lot from the queue name.
    checkName(subject, queue.name(), queue.exchange() + "." + queue.routingKey());
    checkName(
        subject + " has the parking lot " + queue.parkingLot() + ": it",
        queue.parkingLot(),
        RabbitMqTopology.PARKING_LOT_PREFIX + queue.name());
    check(!queue.messages().isEmpty(), subject + " carries no messages: list them under messages.");
    check(queue.deliveryLimit() >= 1, subject + " needs a deliveryLimit of at least 1.");
    checkKnown(queue.producers(), subject, "producer");
    check(!queue.producers().isEmpty(), subject + " has no producer.");
    checkKnown(queue.consumers(), subject, "consumer");
    check(!queue.consumers().isEmpty(), subject + " has no consumer.");
    check(
        !Boolean.TRUE.equals(queue.scales()) || queue.consumers().size() == 1,
        subject + " scales its consumer, so it must have exactly one: " + queue.consumers() + ".");
  }

  private void validateDatabase(PostgreSqlTopology.Database database) {
    checkNamePattern(database.name(), "Database");
    checkKnown(List.of(database.service()), "Database " + database.name(), "service");
    check(
        database.connectionsPerPod() >= 1,
        "Database " + database.name() + " needs connectionsPerPod of at least 1.");
  }

  private void validateRedisUser(RedisTopology.User user) {
    String subject = "The redis user " + user.service();
    checkKnown(List.of(user.service()), subject, "service");
    check(!user.keyPrefixes().isEmpty(), subject + " has no keyPrefixes.");
    for (String prefix : user.keyPrefixes()) {
      check(
          KEY_PREFIX.matcher(prefix).matches(),
          subject + " has the key prefix '" + prefix + "', which must end in a colon or a dot.");
    }
  }

  private void validateDuplicates() {
    var kafka = topology.kafka();
    var rabbitmq = topology.rabbitmq();
    checkUnique(topology.services().stream(), "service");
    checkUnique(
        topology.calls().stream().map(call -> "of " + call.caller() + " to " + call.service()),
        "call");
    checkUnique(kafka.topics().stream().map(Topic::name), "topic");
    checkUnique(
        kafka.topics().stream().flatMap(topic -> topic.consumers().stream()).map(Consumer::group),
        "consumer group");
    checkUnique(rabbitmq.exchanges().stream().map(RabbitMqTopology.Exchange::name), "exchange");
    checkUnique(
        rabbitmq.queues().stream().flatMap(queue -> Stream.of(queue.name(), queue.parkingLot())),
        "queue");
    checkUnique(
        rabbitmq.queues().stream().map(queue -> queue.exchange() + "/" + queue.routingKey()),
        "binding");
    var databases = topology.postgresql().databases();
    checkUnique(databases.stream().map(PostgreSqlTopology.Database::name), "database");
    checkUnique(databases.stream().map(PostgreSqlTopology.Database::service), "database owner");
    var users = topology.redis().users();
    checkUnique(users.stream().map(RedisTopology.User::service), "redis user");
    checkUnique(users.stream().flatMap(user -> user.keyPrefixes().stream()), "redis key prefix");
  }

  private void checkUnique(Stream<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names
        .filter(name -> !seen.add(name))
        .distinct()
        .forEach(name -> problems.add("The " + what + " " + name + " is there twice: remove one."));
  }

  private void checkKnown(List<String> services, String subject, String role) {
    for (String service : services) {
      check(
          topology.services().contains(service),
          subject
              + " names the unknown "
              + role
              + " "
              + service
              + ": it must be one of "
              + String.join(", ", topology.services())
              + ".");
    }
  }

  private void checkName(String subject, String name, String expected) {
    check(name.equals(expected), subject + " must be called " + expected + ".");
  }

  private void checkNamePattern(String name, String what) {
    check(
        NAME.matcher(name).matches(),
        what
            + " "
            + name
            + " is no name: use lower-case letters and digits, parted by dots or dashes.");
  }

  private void check(boolean valid, String problem) {
    if (!valid) {
      problems.add(problem);
    }
  }
}
