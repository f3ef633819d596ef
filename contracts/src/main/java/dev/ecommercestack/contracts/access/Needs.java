package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which backing services a service needs a credential for.
 *
 * @param kafka whether it writes or reads facts
 * @param rabbitmq whether it publishes or consumes jobs or results
 * @param redis whether it caches
 * @param postgresql whether it owns a database
 */
public record Needs(boolean kafka, boolean rabbitmq, boolean redis, boolean postgresql) {

  /** Returns what one service needs. */
  public static Needs of(Topology topology, String service) {
    return new Needs(
        !KafkaAccess.of(topology, service).isEmpty(),
        RabbitMqAccess.of(topology, service).isPresent(),
        RedisAccess.of(topology, service).isPresent(),
        PostgreSqlAccess.of(topology, service).isPresent());
  }

  /** Returns what every service needs, in the topology's order. */
  public static SequencedMap<String, Needs> of(Topology topology) {
    SequencedMap<String, Needs> all = new LinkedHashMap<>();
    topology.services().forEach(service -> all.put(service, of(topology, service)));
    return all;
  }

  /** Returns whether a service needs the backing service of this kind. */
  public boolean of(Backing backing) {
    return switch (backing) {
      case KAFKA -> kafka;
      case RABBITMQ -> rabbitmq;
      case REDIS -> redis;
      case POSTGRESQL -> postgresql;
    };
  }

  /** Returns the services that need the backing service of this kind. */
  public static List<String> services(Topology topology, Backing backing) {
    return of(topology).entrySet().stream()
        .filter(entry -> entry.getValue().of(backing))
        .map(Map.Entry::getKey)
        .toList();
  }
}
