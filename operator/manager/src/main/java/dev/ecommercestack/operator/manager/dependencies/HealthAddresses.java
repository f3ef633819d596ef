package dev.ecommercestack.operator.manager.dependencies;

import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the pods of a service tell about what they depend on. The pods are asked by their own
 * addresses, not through the Service: it leads to ready pods only, and without the database none is
 * ready.
 */
public final class HealthAddresses {

  private static final String MANAGEMENT = "management";

  private HealthAddresses() {}

  /** Addresses of the pods that are ready or, where none is, of those that run; by pod name. */
  public static List<URI> of(List<Pod> pods) {
    var running =
        pods.stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .filter(pod -> pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
            .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
            .toList();
    var ready = running.stream().filter(HealthAddresses::isReady).toList();
    return (ready.isEmpty() ? running : ready)
        .stream().map(HealthAddresses::address).flatMap(Optional::stream).toList();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }

  private static Optional<URI> address(Pod pod) {
    var ip = pod.getStatus().getPodIP();
    if (ip == null || ip.isBlank()) {
      return Optional.empty();
    }
    var host = ip.contains(":") ? "[" + ip + "]" : ip;
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> MANAGEMENT.equals(port.getName()))
        .findFirst()
        .map(
            port ->
                URI.create("http://" + host + ":" + port.getContainerPort() + HealthReader.PATH));
  }
}
