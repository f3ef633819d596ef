package dev.ecommercestack.operator.manager.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import dev.ecommercestack.operator.manager.dependencies.DependencyReport;
import dev.ecommercestack.operator.manager.observe.Health;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.Stage;
import dev.ecommercestack.operator.manager.scaling.ScalingReport;
import dev.ecommercestack.operator.manager.status.ComponentReport;
import dev.ecommercestack.operator.manager.status.StackReport;
import dev.ecommercestack.operator.manager.status.StackReport.Outcome;
import dev.ecommercestack.operator.manager.status.StatusAggregator;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final Health READY = Health.ready(1, Instant.EPOCH);
  private static final Health STARTING =
      new Health(ComponentPhase.Progressing, 0, 1, "0 of 1 pods are ready", false, Instant.EPOCH);

  private static final Plan PLAN =
      new Plan(
          List.of(
              new Stage("backing", List.of(workload("kafka", true), workload("redis", false))),
              new Stage("declare", List.of(workload("declare", true))),
              new Stage("services", List.of(workload("order", true)))));

  private final FakeSteps steps = new FakeSteps();

  @Test
  void appliesEverythingInOrderWhenAllIsHealthy() {
    new Rollout(steps).run(PLAN, RolloutMode.ORDERED);
    assertThat(steps.applied).containsExactly("kafka", "redis", "declare", "order");
  }

  @Test
  void holdsBackEveryStageBehindTheOneThatIsNotHealthy() {
    steps.health.put("kafka", STARTING);
    steps.health.put("declare", Health.pending("does not exist yet"));
    var reports = new Rollout(steps).run(PLAN, RolloutMode.ORDERED);
    assertThat(steps.applied).containsExactly("kafka", "redis");
    assertThat(report(reports, "declare").health().message()).isEqualTo("waits for kafka");
    assertThat(report(reports, "order").applied()).isFalse();
  }

  @Test
  void whatIsHeldBackKeepsServing() {
    steps.health.put("kafka", STARTING);
    var order = report(new Rollout(steps).run(PLAN, RolloutMode.ORDERED), "order");
    assertThat(order.health().isHealthy()).isTrue();
    assertThat(order.health().message()).isEqualTo("stays as it was: waits for kafka");
  }

  @Test
  void doesNotWaitForWhatGatesNothing() {
    steps.health.put("redis", STARTING);
    new Rollout(steps).run(PLAN, RolloutMode.ORDERED);
    assertThat(steps.applied).contains("declare", "order");
  }

  @Test
  void repairsEverythingInSteadyStateWhateverTheHealth() {
    steps.health.put("kafka", STARTING);
    new Rollout(steps).run(PLAN, RolloutMode.STEADY);
    assertThat(steps.applied).containsExactly("kafka", "redis", "declare", "order");
  }

  @Test
  void aRefusalStopsTheRolloutAndNeedsAction() {
    steps.results.put(
        "kafka", new ApplyResult.Refused("Kubernetes refused StatefulSet shop-kafka"));
    var reports = new Rollout(steps).run(PLAN, RolloutMode.ORDERED);
    assertThat(report(reports, "kafka").health().needsAction()).isTrue();
    assertThat(steps.applied).doesNotContain("declare");
  }

  @Test
  void failedRequestLeavesOtherComponentsAppliedAndTheStackNotReady() {
    for (var component : List.of("kafka", "redis")) {
      steps.results.put(component, new ApplyResult.Failed("Kubernetes failed on a budget"));
      var reports = new Rollout(steps).run(PLAN, RolloutMode.STEADY);
      assertThat(steps.applied).containsExactly("kafka", "redis", "declare", "order");
      assertThat(report(reports, component).health().message())
          .isEqualTo("Kubernetes failed on a budget");
      assertThat(new StackReport(Outcome.STEADY, null, reports).isComplete())
          .as(component)
          .isFalse();
      steps.applied.clear();
      steps.results.clear();
    }
  }

  @Test
  void leavesAComponentWhoseSecretIsMissingAsItIsAndAppliesTheOthers() {
    steps.health.put("declare", Health.pending("does not exist yet"));
    var plan = withoutSecrets("kafka", "declare");
    var reports = new Rollout(steps).run(plan, RolloutMode.STEADY);
    assertThat(steps.applied).containsExactly("redis", "order");
    assertThat(report(reports, "kafka").health().message())
        .isEqualTo("stays as it was: Secret mine does not exist");
    assertThat(report(reports, "declare").health().message())
        .isEqualTo("Secret mine does not exist");
    assertThat(report(reports, "declare").health().needsAction()).isTrue();
  }

  @Test
  void whatIsBehindAMissingSecretWaitsInAnOrderedRollout() {
    var reports = new Rollout(steps).run(withoutSecrets("declare"), RolloutMode.ORDERED);
    assertThat(steps.applied).containsExactly("kafka", "redis");
    assertThat(report(reports, "order").health().message())
        .isEqualTo("stays as it was: waits for declare");
  }

  @Test
  void staysSteadyForTheSameSpecWhileASecretIsMissing() {
    var complete = status(EcommerceStackStatus.NONE, READY);
    var lacking = withoutSecrets("order");
    assertThat(lacking.podsHash()).isNull();
    assertThat(RolloutMode.of(7, lacking, complete)).isEqualTo(RolloutMode.STEADY);
    assertThat(RolloutMode.of(8, lacking, complete)).isEqualTo(RolloutMode.ORDERED);
    var report =
        new StackReport(
            Outcome.STEADY,
            "Secret mine does not exist",
            new Rollout(steps).run(lacking, RolloutMode.STEADY),
            lacking.podsHash());
    var later = aggregate(7, report, complete);
    assertThat(later.rolledOut()).isEqualTo(complete.rolledOut());
    assertThat(RolloutMode.of(7, PLAN, later)).isEqualTo(RolloutMode.STEADY);
  }

  private static Plan withoutSecrets(String... components) {
    return new Plan(
        PLAN.stages().stream()
            .map(
                stage ->
                    new Stage(
                        stage.name(),
                        stage.components().stream()
                            .map(
                                component ->
                                    List.of(components).contains(component.component())
                                        ? withoutSecret(component)
                                        : component)
                            .toList()))
            .toList());
  }

  private static ComponentPlan withoutSecret(ComponentPlan component) {
    return new ComponentPlan(
        component.component(),
        component.kind(),
        component.image(),
        component.gating(),
        new MissingSecret("", "mine", List.of(), "Secret mine does not exist", true));
  }

  @Test
  void isSteadyOnceThesePodsWereRolledOut() {
    assertThat(RolloutMode.of(7, PLAN, EcommerceStackStatus.NONE)).isEqualTo(RolloutMode.ORDERED);
    assertThat(RolloutMode.of(7, PLAN, status(EcommerceStackStatus.NONE, STARTING)))
        .isEqualTo(RolloutMode.ORDERED);
    assertThat(RolloutMode.of(7, PLAN, status(EcommerceStackStatus.NONE, READY)))
        .isEqualTo(RolloutMode.STEADY);
  }

  @Test
  void isOrderedForOtherPodsAndAfterThemForTheFirstOnesAgain() {
    var complete = status(EcommerceStackStatus.NONE, READY);
    var other = new Plan(List.of(new Stage("services", List.of(deployment("order", "order:2")))));
    assertThat(RolloutMode.of(7, other, complete)).isEqualTo(RolloutMode.ORDERED);

    var halfWay = status(complete, STARTING);
    assertThat(halfWay.rolledOut()).as("other pods are on their way").isNull();
    assertThat(RolloutMode.of(7, PLAN, halfWay)).isEqualTo(RolloutMode.ORDERED);
  }

  @Test
  void staysSteadyWhateverInterruptsTheReconciliation() {
    var complete = status(EcommerceStackStatus.NONE, READY);
    for (var outcome :
        List.of(
            Outcome.ERROR,
            Outcome.INVALID,
            Outcome.WAITING,
            Outcome.SUSPENDED,
            Outcome.PAUSED,
            Outcome.DIRECT_ROLLOUT,
            Outcome.STEADY)) {
      var kafka = new ComponentReport("kafka", "kafka:1", true, true, true, STARTING);
      var interrupted =
          aggregate(8, new StackReport(outcome, "why", List.of(kafka), "another"), complete);
      assertThat(RolloutMode.of(7, PLAN, interrupted))
          .as(outcome.name())
          .isEqualTo(RolloutMode.STEADY);
    }
  }

  /** The status that the operator itself would have written. */
  private EcommerceStackStatus status(EcommerceStackStatus last, Health kafka) {
    steps.health.put("kafka", kafka);
    var reports = new Rollout(steps).run(PLAN, RolloutMode.ORDERED);
    return aggregate(
        7, new StackReport(Outcome.ORDERED_ROLLOUT, null, reports, PLAN.podsHash()), last);
  }

  private static EcommerceStackStatus aggregate(
      long generation, StackReport report, EcommerceStackStatus last) {
    return new StatusAggregator(Duration.ofMinutes(10))
        .aggregate(
            generation,
            "0.1.0",
            report,
            Endpoints.NONE,
            DependencyReport.NOT_OBSERVED,
            ScalingReport.NOT_OBSERVED,
            last,
            Instant.EPOCH);
  }

  private static ComponentPlan workload(String component, boolean gating) {
    return new ComponentPlan(
        component, ComponentKind.WORKLOAD, component + ":1", gating, List.of());
  }

  private static ComponentPlan deployment(String component, String image) {
    var deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName(component)
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .withImage(image)
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    return new ComponentPlan(component, ComponentKind.WORKLOAD, image, true, List.of(deployment));
  }

  private static ComponentReport report(List<ComponentReport> reports, String component) {
    return reports.stream()
        .filter(report -> report.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  /** Remembers what was applied; everything is healthy unless told otherwise. */
  private static final class FakeSteps implements ComponentSteps {

    private final Map<String, Health> health = new HashMap<>();
    private final Map<String, ApplyResult> results = new HashMap<>();
    private final List<String> applied = new ArrayList<>();

    @Override
    public ApplyResult apply(ComponentPlan component) {
      applied.add(component.component());
      return results.getOrDefault(component.component(), new ApplyResult.Done());
    }

    @Override
    public Health observe(ComponentPlan component) {
      return health.getOrDefault(component.component(), READY);
    }
  }
}
