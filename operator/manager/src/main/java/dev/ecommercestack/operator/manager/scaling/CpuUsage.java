package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.scaling.Measurement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calculates the CPU use of the pods of a component from what the metrics API says. */
final class CpuUsage {
  private CpuUsage() {}

  /**
   * Returns the CPU use of the ready pods as a share of their requests, at the time of the oldest
   * sample.
   *
   * @param pods the pods of the component
   * @param metrics what the metrics API says about them
   */
  static Measurement<Double> of(Collection<Pod> pods, List<PodMetrics> metrics) {
    var byName =
        metrics.stream()
            .collect(
                Collectors.toMap(
                    sample -> sample.getMetadata().getName(), Function.identity(), (a, b) -> a));
    var measured =
        pods.stream()
            .filter(CpuUsage::isReady)
            .filter(pod -> byName.containsKey(pod.getMetadata().getName()))
            .toList();
    var requested =
        measured.stream()
            .flatMap(pod -> pod.getSpec().getContainers().stream())
            .mapToDouble(CpuUsage::request)
            .sum();
    if (requested <= 0) {
      return Measurement.unknown(
          measured.isEmpty()
              ? "the metrics API has no sample of a ready pod"
              : "its pods request no CPU");
    }
    var samples = measured.stream().map(pod -> byName.get(pod.getMetadata().getName())).toList();
    var used =
        samples.stream()
            .flatMap(sample -> sample.getContainers().stream())
            .mapToDouble(CpuUsage::usage)
            .sum();
    var oldest =
        samples.stream()
            .map(sample -> Instant.parse(sample.getTimestamp()))
            .min(Instant::compareTo);
    return Measurement.known(used / requested, oldest.orElseThrow());
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }

  private static double request(Container container) {
    return Optional.ofNullable(container.getResources())
        .map(resources -> cpu(resources.getRequests()))
        .orElse(0.0);
  }

  private static double usage(ContainerMetrics container) {
    return cpu(container.getUsage());
  }

  private static double cpu(Map<String, Quantity> amounts) {
    return amounts == null || !amounts.containsKey("cpu")
        ? 0
        : amounts.get("cpu").getNumericalAmount().doubleValue();
  }
}
