package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.CpuAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.CpuTarget;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.Optional;

/** The HorizontalPodAutoscaler of a service that is scaled by CPU usage. */
final class CpuScaling {
  private CpuScaling() {}

  /** Returns whether the CPU usage of the service has a target, which is a share of its request. */
  static boolean hasTarget(ComponentSpec spec) {
    var autoscaling = spec.autoscaling();
    return autoscaling != null && autoscaling.cpu() != null;
  }

  /** Returns the autoscaler of a Deployment; empty for services that do not scale on CPU alone. */
  static Optional<HorizontalPodAutoscaler> of(ComponentObjects objects, ComponentSpec spec) {
    return target(spec)
        .map(
            target ->
                new HorizontalPodAutoscalerBuilder()
                    .withMetadata(objects.metadata())
                    .withNewSpec()
                    .withNewScaleTargetRef("apps/v1", "Deployment", objects.name())
                    .withMinReplicas(spec.lowestReplicas())
                    .withMaxReplicas(spec.highestReplicas())
                    .addNewMetric()
                    .withType("Resource")
                    .withNewResource()
                    .withName("cpu")
                    .withNewTarget()
                    .withType("Utilization")
                    .withAverageUtilization(target.targetUtilization())
                    .endTarget()
                    .endResource()
                    .endMetric()
                    .endSpec()
                    .build());
  }

  /** A service that scales on waiting messages has none: the operator itself scales it. */
  private static Optional<CpuTarget> target(ComponentSpec spec) {
    return spec.autoscaling() instanceof CpuAutoscaling cpu
        ? Optional.of(cpu.cpu())
        : Optional.empty();
  }
}
