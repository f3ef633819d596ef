package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The backing services that a service uses and needs a credential for.
 *
 * @param kafka whether the service produces or consumes events
 * @param rabbitmq whether the service publishes or consumes jobs or results
 * @param redis whether the service uses the cache
 * @param postgresql whether the service owns a database
 */
public record RequiredBackings(boolean kafka, boolean rabbitmq, boolean redis, boolean postgresql) {

  /** Returns the backing services that one service, or {@link Topology#OPERATOR}, needs. */
  public static RequiredBackings of(Topology topology, String service) {
    return new RequiredBackings(
        !KafkaAccess.of(topology, service).isEmpty(),
        RabbitMqAccess.of(topology, service).isPresent(),
        RedisAccess.of(topology, service).isPresent(),
        PostgreSqlAccess.of(topology, service).isPresent());
  }

  /**
   * Returns the backing services of every service, by service name in the order of the topology.
   */
  public static SequencedMap<String, RequiredBackings> of(Topology topology) {
    SequencedMap<String, RequiredBackings> all = new LinkedHashMap<>();
    topology.services().forEach(service -> all.put(service, of(topology, service)));
    return all;
  }

  /** Returns whether the service needs a backing service. */
  public boolean includes(Backing backing) {
    return switch (backing) {
      case KAFKA -> kafka;
      case RABBITMQ -> rabbitmq;
      case REDIS -> redis;
      case POSTGRESQL -> postgresql;
    };
  }

  /** Returns the names of the services that need a backing service. */
  public static List<String> services(Topology topology, Backing backing) {
    return of(topology).entrySet().stream()
        .filter(entry -> entry.getValue().includes(backing))
        .map(Map.Entry::getKey)
        .toList();
  }
}
