package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.PlanView;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.ReplicaBounds;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pods of a service run. */
class ScalingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                         | order   | 1 | 1  |
          {order: {replicas: 3}}                                                     | order   | 3 | 3  |
          {order: {autoscaling: {minReplicas: 2, maxReplicas: 6}}}                   | order   | 2 | 6  | 70
          {user: {autoscaling: {maxReplicas: 4, cpu: {targetUtilization: 50}}}}      | user    | 1 | 4  | 50
          {event: {autoscaling: {minReplicas: 2, maxReplicas: 12}}}                  | event   | 2 | 12 |
          {event: {autoscaling: {maxReplicas: 12, cpu: {targetUtilization: 60}}}}    | event   | 1 | 12 |
          {worker: {autoscaling: {mode: Observe, maxReplicas: 9, cpu: {}}}}          | worker  | 1 | 9  |
          """)
  void countsStayWithinTheirBounds(
      String spec, String service, int least, int most, Integer cpuTarget) {
    Plan plan = Stacks.plan(spec);
    assertThat(Stacks.component(plan, service).replicaBounds())
        .isEqualTo(new ReplicaBounds(least, most));
    List<HorizontalPodAutoscaler> autoscalers =
        plan.objects()
            .filter(HorizontalPodAutoscaler.class::isInstance)
            .map(HorizontalPodAutoscaler.class::cast)
            .toList();
    if (cpuTarget == null) {
      assertThat(autoscalers).isEmpty();
    } else {
      var autoscaler = autoscalers.getFirst().getSpec();
      assertThat(autoscaler.getScaleTargetRef().getName()).isEqualTo("shop-" + service);
      assertThat(autoscaler.getMinReplicas()).isEqualTo(least);
      assertThat(autoscaler.getMaxReplicas()).isEqualTo(most);
      assertThat(
              autoscaler.getMetrics().getFirst().getResource().getTarget().getAverageUtilization())
          .isEqualTo(cpuTarget);
      assertThat(container(plan, service).getResources().getRequests())
          .containsEntry("cpu", new Quantity("500m"));
    }
  }

  @Test
  void anExternalAutoscalerMaySetAnyCount() {
    Plan plan = Stacks.plan("{worker: {autoscaling: {mode: External, maxReplicas: 9}}}");
    ReplicaBounds bounds = Objects.requireNonNull(Stacks.component(plan, "worker").replicaBounds());
    assertThat(List.of(bounds.clamp(0), bounds.clamp(500))).containsExactly(0, 500);
  }

  @Test
  void aCpuTargetBesideTheLagRaisesTheRequestInEveryMode() {
    for (String mode : List.of("Auto", "Observe")) {
      Plan plan =
          Stacks.plan(
              "{worker: {autoscaling: {mode: %s, maxReplicas: 9, cpu: {}}}}".formatted(mode));
      assertThat(container(plan, "worker").getResources().getRequests())
          .containsEntry("cpu", new Quantity("500m"));
    }
  }

  @Test
  void aCountOutsideItsBoundsIsMovedToTheNearest() {
    ReplicaBounds scale = new ReplicaBounds(2, 6);
    assertThat(List.of(scale.clamp(0), scale.clamp(4), scale.clamp(9))).containsExactly(2, 4, 6);
  }

  @Test
  void disruptionBudgetsAreForThoseWhoCanSpareAPod() {
    Plan plan = Stacks.plan("{user: {replicas: 2}, order: {autoscaling: {maxReplicas: 5}}}");
    Set<String> budgets =
        plan.objects()
            .filter(PodDisruptionBudget.class::isInstance)
            .map(budget -> budget.getMetadata().getName())
            .collect(Collectors.toSet());
    assertThat(budgets).contains("shop-user").doesNotContain("shop-order", "shop-gateway");
  }

  @Test
  void scalingChangesNoPod() {
    assertThat(Stacks.find(Stacks.plan("{user: {replicas: 5}}"), Deployment.class, "shop-user"))
        .isEqualTo(Stacks.find(Stacks.plan("{}"), Deployment.class, "shop-user"));
  }

  @Test
  void podsThatMustBeApartCanStillBeReplacedOneByOne() {
    var pod =
        Stacks.template(
                PlanView.workload(
                    Stacks.plan("{user: {replicas: 3, pods: {spread: {hosts: Required}}}}"),
                    "user"))
            .orElseThrow()
            .getSpec();
    assertThat(
            pod.getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term -> assertThat(term.getMatchLabelKeys()).containsExactly("pod-template-hash"));
  }
}
