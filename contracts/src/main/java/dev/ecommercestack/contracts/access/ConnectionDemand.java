package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most connections to PostgreSQL that a stack opens at the same time: every service at its
 * maximum of pods, during a rolling update, which adds a pod, and while {@code declare} runs.
 *
 * @param services the services that have a database, in the order of the topology
 */
public record ConnectionDemand(List<ServiceDemand> services) {
  /** The connections of {@code declare}: the administrator's, and logins that it tests. */
  static final int DECLARE = 3;

  private static final int SURGE_PODS = 1;

  /** Makes the list unmodifiable. */
  public ConnectionDemand {
    services = List.copyOf(services);
  }

  /**
   * The connections of one service.
   *
   * @param service the name of the service
   * @param pods the most pods that run at the same time
   * @param connectionsPerPod the most connections of a pod
   */
  public record ServiceDemand(String service, int pods, int connectionsPerPod) {
    /** Returns the connections of all pods. */
    public int total() {
      return pods * connectionsPerPod;
    }

    @Override
    public String toString() {
      return "%s %d x %d".formatted(service, pods, connectionsPerPod);
    }
  }

  /**
   * Returns the demand of a stack.
   *
   * @param maxReplicas the maximum of pods of each service, by its name; services without a
   *     database and absent services do not count
   */
  public static ConnectionDemand of(Topology topology, Map<String, Integer> maxReplicas) {
    return new ConnectionDemand(
        topology.postgresql().databases().stream()
            .filter(database -> maxReplicas.containsKey(database.service()))
            .map(
                database ->
                    new ServiceDemand(
                        database.service(),
                        maxReplicas.getOrDefault(database.service(), 0) + SURGE_PODS,
                        database.connectionsPerPod()))
            .toList());
  }

  /** Returns the connections of all services and of {@code declare}. */
  public int total() {
    return services.stream().mapToInt(ServiceDemand::total).sum() + DECLARE;
  }

  /**
   * Returns the parts of the total for a message, for example {@code event 13 x 12, worker 21 x 10,
   * declare 3; pods x connections, with one pod more than the maximum for rolling updates}.
   */
  @Override
  public String toString() {
    return Stream.concat(
                services.stream().map(ServiceDemand::toString), Stream.of("declare " + DECLARE))
            .collect(Collectors.joining(", "))
        + "; pods x connections, with one pod more than the maximum for rolling updates";
  }
}
