package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.dependencies.Outage;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StackMetricsTest {

  private static final ResourceID SHOP = new ResourceID("shop", "here");
  private static final ResourceID OTHER = new ResourceID("other", "there");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StackMetrics metrics = new StackMetrics(registry);

  @Test
  void showsHowEveryStackAndItsComponentsAre() {
    metrics.show(
        SHOP,
        status(Condition.Status.TRUE, "kafka", "redis"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    metrics.show(
        OTHER,
        status(Condition.Status.FALSE, "kafka"),
        DependencyReport.NOT_OBSERVED,
        Outcome.ORDERED_ROLLOUT);
    assertThat(lines())
        .contains(
            "stack_ready{name=\"shop\",namespace=\"here\"} 1.0",
            "stack_ready{name=\"other\",namespace=\"there\"} 0.0",
            "component_ready{component=\"redis\",name=\"shop\",namespace=\"here\"} 1.0",
            "stack_reconciliations_total{name=\"shop\",namespace=\"here\",outcome=\"steady\"} 1.0");
  }

  @Test
  void followsWhatChanges() {
    metrics.show(
        SHOP,
        status(Condition.Status.TRUE, "kafka", "redis"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    metrics.show(
        SHOP,
        status(Condition.Status.FALSE, "kafka"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    assertThat(lines())
        .contains(
            "stack_ready{name=\"shop\",namespace=\"here\"} 0.0",
            "stack_reconciliations_total{name=\"shop\",namespace=\"here\",outcome=\"steady\"} 2.0")
        .noneMatch(line -> line.contains("redis"));
  }

  @Test
  void showsWhetherServicesCanUseTheirBackingServices() {
    var report =
        new DependencyReport(
            true,
            Set.of(Backing.KAFKA, Backing.RABBITMQ),
            List.of(new Outage("order", Backing.RABBITMQ, Instant.EPOCH)),
            new TreeMap<>());
    metrics.show(SHOP, status(Condition.Status.FALSE, "kafka"), report, Outcome.STEADY);
    assertThat(lines())
        .contains(
            "dependency_available{dependency=\"kafka\",name=\"shop\",namespace=\"here\"} 1.0",
            "dependency_available{dependency=\"rabbitmq\",name=\"shop\",namespace=\"here\"} 0.0")
        .noneMatch(line -> line.contains("\"redis\""));
  }

  @Test
  void endsWithTheStack() {
    metrics.show(
        SHOP,
        status(Condition.Status.TRUE, "kafka"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    metrics.show(
        OTHER,
        status(Condition.Status.TRUE, "kafka"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    metrics.cleanupDone(SHOP, Map.of());
    assertThat(lines())
        .noneMatch(line -> line.contains("\"shop\""))
        .anyMatch(line -> line.contains("\"other\""));
    metrics.show(
        SHOP,
        status(Condition.Status.FALSE, "kafka"),
        DependencyReport.NOT_OBSERVED,
        Outcome.STEADY);
    assertThat(lines()).contains("stack_ready{name=\"shop\",namespace=\"here\"} 0.0");
  }

  private List<String> lines() {
    return registry.scrape().lines().toList();
  }

  private static EcommerceStackStatus status(Condition.Status ready, String... components) {
    return new EcommerceStackStatus(
        1L,
        "0.1.0",
        null,
        null,
        Endpoints.NONE,
        List.of(new Condition(Condition.READY, ready, "Reason", "", "2026-01-01T00:00:00Z", 1L)),
        Arrays.stream(components)
            .map(name -> new ComponentStatus(name, ComponentPhase.Ready, 1, 1, "image", null))
            .toList(),
        List.of());
  }
}
