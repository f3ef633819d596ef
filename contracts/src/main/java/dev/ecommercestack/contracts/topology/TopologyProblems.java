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

/** Finds everything that is wrong with a topology, one sentence per problem. */
final class TopologyProblems {
  /** Names that Kafka, RabbitMQ, PostgreSQL and Redis all take without quoting trouble. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*(\\.DLT)?");

  private static final Pattern VERSIONED = Pattern.compile(".*\\.v[1-9][0-9]*");
  private static final Pattern KEY_PREFIX = Pattern.compile("[a-z][a-z0-9_-]*[:.]");
  private static final Set<String> EXCHANGE_TYPES = Set.of("topic", "direct");

  private final Topology topology;
  private final List<String> problems = new ArrayList<>();

  private TopologyProblems(Topology topology) {
    this.topology = topology;
  }

  static List<String> of(Topology topology) {
    TopologyProblems check = new TopologyProblems(topology);
    check.services();
    topology.kafka().topics().forEach(check::topic);
    check.rabbitmq(topology.rabbitmq());
    topology.postgresql().databases().forEach(check::database);
    topology.redis().users().forEach(check::redisUser);
    check.duplicates();
    return List.copyOf(check.problems);
  }

  private void services() {
    check(!topology.services().isEmpty(), "The topology names no services.");
    topology.services().forEach(name -> name(name, "Service"));
  }

  private void topic(Topic topic) {
    String it = "Topic " + topic.name();
    name(topic.name(), "Topic");
    check(
        VERSIONED.matcher(topic.name()).matches(),
        it + " has no version: end its name in .v1, .v2 and so on.");
    check(!topic.messages().isEmpty(), it + " carries no messages: list them under messages.");
    check(!topic.retention().isNegative() && !topic.retention().isZero(), it + " keeps nothing.");
    partitions(it, topic.partitions());
    deadLetter(it, topic);
    known(topic.producers(), it, "producer");
    check(!topic.producers().isEmpty(), it + " has no producer.");
    known(topic.consumers().stream().map(Consumer::service).toList(), it, "consumer");
    topic.consumers().forEach(consumer -> group(it, consumer));
  }

  private void partitions(String it, Partitions partitions) {
    check(partitions.min() >= 1, it + " needs at least 1 partition: raise partitions.min.");
    check(
        partitions.byDefault() >= partitions.min(),
        it
            + " has a default of "
            + partitions.byDefault()
            + " partitions, less than its min of "
            + partitions.min()
            + ".");
    String follows = partitions.follows();
    check(
        follows == null || follows.equals(Partitions.EVENT_PARTITIONS),
        it + " follows " + follows + ", but only " + Partitions.EVENT_PARTITIONS + " is known.");
  }

  private void deadLetter(String it, Topic topic) {
    String expected = topic.name() + Topic.DEAD_LETTER_SUFFIX;
    DeadLetter deadLetter = topic.deadLetter();
    if (deadLetter == null) {
      problems.add(it + " has no dead-letter topic: add deadLetter: {topic: " + expected + "}.");
      return;
    }
    check(
        deadLetter.topic().equals(expected),
        it
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

  private void group(String it, Consumer consumer) {
    check(
        consumer.group().startsWith(consumer.service() + "."),
        it
            + " is read by "
            + consumer.service()
            + " in group "
            + consumer.group()
            + ", but a service's groups begin with its name: "
            + consumer.service()
            + ".<what for>.");
  }

  private void rabbitmq(RabbitMqTopology rabbitmq) {
    Set<String> exchanges = new HashSet<>();
    for (RabbitMqTopology.Exchange exchange : rabbitmq.exchanges()) {
      exchanges.add(exchange.name());
      name(exchange.name(), "Exchange");
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
    rabbitmq.queues().forEach(queue -> queue(queue, exchanges));
  }

  private void queue(RabbitMqTopology.JobQueue queue, Set<String> exchanges) {
    String it = "Queue " + queue.name();
    name(queue.name(), "Queue");
    name(queue.parkingLot(), "Queue");
    check(
        exchanges.contains(queue.exchange()),
        it + " is bound to the unknown exchange " + queue.exchange() + ".");
    // A consumer that replays knows its queue by name and finds the rest by that.
    called(it, queue.name(), queue.exchange() + "." + queue.routingKey());
    called(
        it + " has the parking lot " + queue.parkingLot() + ": it",
        queue.parkingLot(),
        RabbitMqTopology.PARKING_LOT_PREFIX + queue.name());
    check(!queue.messages().isEmpty(), it + " carries no messages: list them under messages.");
    check(queue.deliveryLimit() >= 1, it + " needs a deliveryLimit of at least 1.");
    known(queue.producers(), it, "producer");
    check(!queue.producers().isEmpty(), it + " has no producer.");
    known(queue.consumers(), it, "consumer");
    check(!queue.consumers().isEmpty(), it + " has no consumer.");
  }

  private void database(PostgreSqlTopology.Database database) {
    name(database.name(), "Database");
    known(List.of(database.service()), "Database " + database.name(), "service");
  }

  private void redisUser(RedisTopology.User user) {
    String it = "The redis user " + user.service();
    known(List.of(user.service()), it, "service");
    check(!user.keyPrefixes().isEmpty(), it + " has no keyPrefixes.");
    for (String prefix : user.keyPrefixes()) {
      check(
          KEY_PREFIX.matcher(prefix).matches(),
          it + " has the key prefix '" + prefix + "', which must end in a colon or a dot.");
    }
  }

  private void duplicates() {
    var kafka = topology.kafka();
    var rabbitmq = topology.rabbitmq();
    unique(topology.services().stream(), "service");
    unique(kafka.topics().stream().map(Topic::name), "topic");
    unique(
        kafka.topics().stream().flatMap(topic -> topic.consumers().stream()).map(Consumer::group),
        "consumer group");
    unique(rabbitmq.exchanges().stream().map(RabbitMqTopology.Exchange::name), "exchange");
    unique(
        rabbitmq.queues().stream().flatMap(queue -> Stream.of(queue.name(), queue.parkingLot())),
        "queue");
    unique(
        rabbitmq.queues().stream().map(queue -> queue.exchange() + "/" + queue.routingKey()),
        "binding");
    var databases = topology.postgresql().databases();
    unique(databases.stream().map(PostgreSqlTopology.Database::name), "database");
    unique(databases.stream().map(PostgreSqlTopology.Database::service), "database owner");
    var users = topology.redis().users();
    unique(users.stream().map(RedisTopology.User::service), "redis user");
    unique(users.stream().flatMap(user -> user.keyPrefixes().stream()), "redis key prefix");
  }

  private void unique(Stream<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names
        .filter(name -> !seen.add(name))
        .distinct()
        .forEach(name -> problems.add("The " + what + " " + name + " is there twice: remove one."));
  }

  private void known(List<String> services, String it, String role) {
    for (String service : services) {
      check(
          topology.services().contains(service),
          it
              + " names the unknown "
              + role
              + " "
              + service
              + ": it must be one of "
              + String.join(", ", topology.services())
              + ".");
    }
  }

  private void called(String it, String name, String expected) {
    check(name.equals(expected), it + " must be called " + expected + ".");
  }

  private void name(String name, String what) {
    check(
        NAME.matcher(name).matches(),
        what
            + " "
            + name
            + " is no name: use lower-case letters and digits, parted by dots or dashes.");
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
