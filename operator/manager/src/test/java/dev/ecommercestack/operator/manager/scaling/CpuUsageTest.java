package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Measurement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuUsageTest {
  private static final String EARLY = "2026-01-01T00:00:00Z";
  private static final String LATE = "2026-01-01T00:00:15Z";

  @Test
  void isTheShareOfTheRequestsOfReadyPodsAtTheTimeOfTheOldestSample() {
    var pods = List.of(pod("a", "500m", true), pod("b", "500m", true), pod("c", "500m", false));
    var metrics =
        List.of(
            metrics("a", "300000000n", LATE), metrics("b", "200m", EARLY), metrics("c", "5", LATE));
    assertThat(CpuUsage.of(pods, metrics)).isEqualTo(Measurement.known(0.5, Instant.parse(EARLY)));
  }

  @Test
  void countsOnlyPodsThatHaveASample() {
    var pods = List.of(pod("a", "500m", true), pod("new", "500m", true));
    assertThat(CpuUsage.of(pods, List.of(metrics("a", "250m", LATE))))
        .isEqualTo(Measurement.known(0.5, Instant.parse(LATE)));
  }

  @Test
  void isUnknownWithoutASample() {
    assertThat(CpuUsage.of(List.of(pod("a", "500m", true)), List.of()))
        .isEqualTo(Measurement.unknown("the metrics API has no sample of a ready pod"));
  }

  @Test
  void isUnknownWithoutARequest() {
    assertThat(CpuUsage.of(List.of(pod("a", "0", true)), List.of(metrics("a", "250m", LATE))))
        .isEqualTo(Measurement.unknown("its pods request no CPU"));
  }

  private static Pod pod(String name, String request, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withNewResources()
        .addToRequests("cpu", new Quantity(request))
        .endResources()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }

  private static PodMetrics metrics(String name, String usage, String at) {
    return new PodMetricsBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withTimestamp(at)
        .addNewContainer()
        .addToUsage("cpu", new Quantity(usage))
        .endContainer()
        .build();
  }
}
