package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user may do in RabbitMQ: regular expressions over names of exchanges and queues.
 *
 * @param configure what it may create or delete: nothing
 * @param write exchanges that it may publish to
 * @param read queues that it may consume from
 * @param routingKeys for each exchange of {@code write}, the routing keys that it may publish with
 */
public record RabbitMqAccess(
    String configure, String write, String read, SortedMap<String, String> routingKeys) {
  /** Matches no name. */
  public static final String NOTHING = "^$";

  /**
   * Returns a service's permissions, empty when it has nothing to do with RabbitMQ.
   *
   * <p>A producer may publish to its queue's exchange with its queue's routing key. A consumer may
   * consume from its queue and from its parking lot, and may publish to its own queue, which is how
   * it replays. A service never creates anything.
   */
  public static Optional<RabbitMqAccess> of(Topology topology, String service) {
    List<JobQueue> consumed =
        topology.rabbitmq().queues().stream()
            .filter(queue -> queue.consumers().contains(service))
            .toList();
    List<JobQueue> published =
        topology.rabbitmq().queues().stream()
            .filter(queue -> queue.producers().contains(service) || consumed.contains(queue))
            .toList();
    if (published.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, TreeSet<String>> keys = new TreeMap<>();
    for (JobQueue queue : published) {
      keys.computeIfAbsent(queue.exchange(), exchange -> new TreeSet<>()).add(queue.routingKey());
    }
    SortedMap<String, String> routingKeys = new TreeMap<>();
    keys.forEach((exchange, names) -> routingKeys.put(exchange, anyOf(names)));
    List<String> readable =
        consumed.stream()
            .flatMap(queue -> Stream.of(queue.name(), queue.parkingLot()))
            .sorted()
            .toList();
    return Optional.of(
        new RabbitMqAccess(NOTHING, anyOf(keys.keySet()), anyOf(readable), routingKeys));
  }

  private static String anyOf(Collection<String> names) {
    return names.isEmpty()
        ? NOTHING
        : names.stream()
            .map(name -> name.replace(".", "\\."))
            .collect(Collectors.joining("|", "^(", ")$"));
  }
}
