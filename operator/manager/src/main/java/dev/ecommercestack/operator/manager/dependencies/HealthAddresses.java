package dev.ecommercestack.operator.manager.dependencies;

import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The URLs of the health groups of the pods of a service. The pods are polled by their own
 * addresses, not through the Service, which routes to ready pods only: without the database no pod
 * is ready.
 */
public final class HealthAddresses {

  private static final String MANAGEMENT_PORT_NAME = "management";

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
        .filter(port -> MANAGEMENT_PORT_NAME.equals(port.getName()))
        .findFirst()
        .map(
            port ->
                URI.create("http://" + host + ":" + port.getContainerPort() + HealthReader.PATH));
  }
}
