package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.Autoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.component.CpuTarget;
import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.Optional;

/** The HorizontalPodAutoscaler of a service that is scaled by CPU usage. */
final class CpuScaling {
  private CpuScaling() {}

  /** Returns whether the service is scaled by CPU usage. */
  static boolean applies(ComponentSpec spec) {
    return target(spec).isPresent();
  }

  /** Returns the autoscaler of a component's Deployment; empty without scaling by CPU usage. */
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

  private static Optional<CpuTarget> target(ComponentSpec spec) {
    Autoscaling autoscaling = spec.autoscaling();
    boolean onlyShown = autoscaling instanceof LagAutoscaling lag && lag.mode() != ScalingMode.Auto;
    return autoscaling == null || onlyShown
        ? Optional.empty()
        : Optional.ofNullable(autoscaling.cpu());
  }
}
