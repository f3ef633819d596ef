package dev.ecommercestack.operator.manager.plan.pod;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.Spread.Strength;
import dev.ecommercestack.operator.api.v1alpha1.pod.StackPodSettings;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where pods may run: the settings of a component, and for each field that they leave empty those
 * of the stack.
 */
record Placement(StackPodSettings stack, PodSettings component) {
  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  @Nullable String priorityClassName() {
    String own = component.priorityClassName();
    return own != null ? own : stack.priorityClassName();
  }

  Map<String, String> nodeSelector() {
    return component.nodeSelector().isEmpty() ? stack.nodeSelector() : component.nodeSelector();
  }

  Map<String, String> labels() {
    return component.labels().isEmpty() ? stack.labels() : component.labels();
  }

  Map<String, String> annotations() {
    return component.annotations().isEmpty() ? stack.annotations() : component.annotations();
  }

  List<Toleration> tolerations() {
    var chosen = component.tolerations().isEmpty() ? stack.tolerations() : component.tolerations();
    return chosen.stream().map(Placement::toleration).toList();
  }

  /** Keeps the pods that the labels select on different nodes, or null if nobody minds. */
  @Nullable Affinity affinity(Map<String, String> selector) {
    PodAffinityTerm apart =
        new PodAffinityTermBuilder()
            .withTopologyKey(HOST)
            .withNewLabelSelector()
            .withMatchLabels(selector)
            .endLabelSelector()
            .build();
    return switch (strength(component.spread().hosts(), stack.spread().hosts())) {
      case Disabled -> null;
      case Preferred ->
          new AffinityBuilder()
              .withNewPodAntiAffinity()
              .addNewPreferredDuringSchedulingIgnoredDuringExecution()
              .withWeight(100)
              .withPodAffinityTerm(apart)
              .endPreferredDuringSchedulingIgnoredDuringExecution()
              .endPodAntiAffinity()
              .build();
      case Required ->
          new AffinityBuilder()
              .withNewPodAntiAffinity()
              // A new revision may stand beside the old one: else nothing could be replaced where
              // every node has a pod.
              .withRequiredDuringSchedulingIgnoredDuringExecution(
                  new PodAffinityTermBuilder(apart).withMatchLabelKeys("pod-template-hash").build())
              .endPodAntiAffinity()
              .build();
    };
  }

  /** Keeps the pods that the labels select in different zones. */
  List<TopologySpreadConstraint> zones(Map<String, String> selector) {
    Strength strength = strength(component.spread().zones(), stack.spread().zones());
    if (strength == Strength.Disabled) {
      return List.of();
    }
    return List.of(
        new TopologySpreadConstraintBuilder()
            .withMaxSkew(1)
            .withTopologyKey(ZONE)
            .withWhenUnsatisfiable(
                strength == Strength.Required ? "DoNotSchedule" : "ScheduleAnyway")
            .withNewLabelSelector()
            .withMatchLabels(selector)
            .endLabelSelector()
            .build());
  }

  private static Strength strength(@Nullable Strength own, @Nullable Strength shared) {
    return requireNonNullElse(own, requireNonNullElse(shared, Strength.Preferred));
  }

  private static Toleration toleration(
      dev.ecommercestack.operator.api.v1alpha1.pod.Toleration toleration) {
    var operator = toleration.operator();
    var effect = toleration.effect();
    return new TolerationBuilder()
        .withKey(toleration.key())
        .withOperator(operator == null ? null : operator.name())
        .withValue(toleration.value())
        .withEffect(effect == null ? null : effect.name())
        .withTolerationSeconds(toleration.tolerationSeconds())
        .build();
  }
}
