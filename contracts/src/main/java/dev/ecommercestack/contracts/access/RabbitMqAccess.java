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
 * The permissions of a RabbitMQ user: regular expressions over names of exchanges and queues.
 *
 * @param tag the tag of the user, which opens the management HTTP API; empty for none
 * @param configure the exchanges and queues that the user may create or delete; always none
 * @param write the exchanges that the user may publish to
 * @param read the queues that the user may consume from
 * @param routingKeys the routing keys that the user may publish with, by the name of the exchange
 */
public record RabbitMqAccess(
    String tag,
    String configure,
    String write,
    String read,
    SortedMap<String, String> routingKeys) {
  /** The regular expression that matches no name. */
  public static final String MATCH_NOTHING = "^$";

  private static final String NO_TAG = "";
  private static final String MANAGEMENT_TAG = "management";

  /**
   * Returns the permissions of a service or of {@link Topology#OPERATOR}, empty when it uses no
   * queue.
   *
   * <p>A producer may publish to its queue's exchange with its queue's routing key. A consumer may
   * consume from its queue and from its parking lot, and may publish to its own queue, so that it
   * can replay messages. A service may not create exchanges or queues.
   *
   * <p>The operator may read the lengths of queues from the HTTP API, but no message.
   */
  public static Optional<RabbitMqAccess> of(Topology topology, String service) {
    if (service.equals(Topology.OPERATOR)) {
      return Optional.of(
          new RabbitMqAccess(
              MANAGEMENT_TAG, MATCH_NOTHING, MATCH_NOTHING, MATCH_NOTHING, new TreeMap<>()));
    }
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
        new RabbitMqAccess(
            NO_TAG, MATCH_NOTHING, anyOf(keys.keySet()), anyOf(readable), routingKeys));
  }

  private static String anyOf(Collection<String> names) {
    return names.isEmpty()
        ? MATCH_NOTHING
        : names.stream()
            .map(name -> name.replace(".", "\\."))
            .collect(Collectors.joining("|", "^(", ")$"));
  }
}
