package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.scaling.Measurement;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Reads the CPU use of the pods of one component from the metrics API, every 15 seconds. */
final class CpuReader {
  /** Time between two samples of metrics-server by default. */
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private final ScalingAccess access;
  private final String component;
  private Measurement<Double> last = Measurement.unknown("it was not read yet");
  private Instant nextAt = Instant.MIN;

  CpuReader(ScalingAccess access, String component) {
    this.access = access;
    this.component = component;
  }

  /** Returns the CPU use of the ready pods as a share of their requests. */
  Measurement<Double> read(EcommerceStack stack) {
    var now = access.clock().instant();
    if (!now.isBefore(nextAt)) {
      nextAt = now.plus(INTERVAL);
      last = readNow(stack);
    }
    return last;
  }

  private Measurement<Double> readNow(EcommerceStack stack) {
    var metadata = stack.getMetadata();
    try {
      var metrics =
          access
              .client()
              .top()
              .pods()
              .inNamespace(metadata.getNamespace())
              .withLabels(new TreeMap<>(Labels.selector(metadata.getName(), component)))
              .metrics();
      return CpuUsage.of(access.caches().pods(stack, component), metrics.getItems());
    } catch (KubernetesClientException failure) {
      return Measurement.unknown(
          failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              ? "the cluster has no metrics API (metrics.k8s.io): install metrics-server"
              : "the metrics API failed: " + failure.getMessage());
    }
  }
}
