package dev.ecommercestack.operator.manager.status;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A stack of which one component is reported, for tests of its status. */
final class StatusFixture {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Health READY = Health.ready(3, START);
  static final Health STARTING =
      new Health(ComponentPhase.Progressing, 1, 3, "1 of 3 pods are ready", false, START);
  static final Health BROKEN = STARTING.blocked("pod shop-kafka-0 cannot pull image x");

  private static final StatusAggregator AGGREGATOR = new StatusAggregator(Duration.ofMinutes(10));

  private StatusFixture() {}

  /** The first status of generation 7. */
  static EcommerceStackStatus aggregate(StackReport report) {
    return aggregate(7, report, EcommerceStackStatus.NONE, START);
  }

  static EcommerceStackStatus aggregate(
      long generation, StackReport report, EcommerceStackStatus last, Instant now) {
    return aggregate(generation, report, ScalingReport.NOT_OBSERVED, last, now);
  }

  static EcommerceStackStatus aggregate(
      long generation,
      StackReport report,
      ScalingReport scaling,
      EcommerceStackStatus last,
      Instant now) {
    return AGGREGATOR.aggregate(
        generation,
        "0.1.0",
        report,
        Endpoints.NONE,
        DependencyReport.NOT_OBSERVED,
        scaling,
        last,
        now);
  }

  static EcommerceStackStatus after(Outcome outcome, ComponentReport component) {
    return aggregate(new StackReport(outcome, null, List.of(component)));
  }

  static EcommerceStackStatus after(
      Outcome outcome, Health kafka, EcommerceStackStatus last, Instant now) {
    var component = new ComponentReport("kafka", "kafka:1", true, true, true, kafka);
    return aggregate(7, new StackReport(outcome, null, List.of(component)), last, now);
  }

  static Condition condition(EcommerceStackStatus status, String type) {
    return status.condition(type).orElseThrow();
  }

  static ComponentPhase phase(EcommerceStackStatus status) {
    return status.component("kafka").orElseThrow().phase();
  }
}
