package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.Scale;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.ScaleBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/**
 * Sets how many pods the Deployments of a stack have, which the applied objects leave open: only
 * when the number lies outside what the plan allows, so that nobody who scales within it is fought.
 */
final class Replicas {

  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final Attempts attempts;

  Replicas(Context<EcommerceStack> context, Changes changes, Attempts attempts) {
    this.context = context;
    this.changes = changes;
    this.attempts = attempts;
  }

  /** Brings the Deployments of a component, which were just applied, within its bounds. */
  ApplyResult set(ComponentPlan component) {
    var scale = component.scale();
    return scale == null
        ? new ApplyResult.Done()
        : ApplyResult.worst(
            component.objects().stream()
                .filter(Deployment.class::isInstance)
                .flatMap(planned -> live(planned).stream())
                .map(live -> set(live, scale))
                .toList());
  }

  private ApplyResult set(Deployment live, Scale scale) {
    var current = replicas(live);
    var wanted = scale.nearest(current);
    if (wanted == current) {
      return new ApplyResult.Done();
    }
    var result =
        attempts.on(
            live,
            () -> {
              write(live, wanted);
              changes.scaled(live, current, wanted);
              return new ApplyResult.Done();
            });
    // Whoever wrote at the same moment also makes the operator look again.
    return result instanceof ApplyResult.Waiting ? new ApplyResult.Done() : result;
  }

  /** Only onto what was read: an autoscaler may have decided meanwhile. */
  private void write(Deployment live, int replicas) {
    var metadata = live.getMetadata();
    context
        .getClient()
        .apps()
        .deployments()
        .inNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .scale(
            new ScaleBuilder()
                .withNewMetadata()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withResourceVersion(metadata.getResourceVersion())
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build());
  }

  private List<Deployment> live(HasMetadata planned) {
    return context
        .getSecondaryResourcesAsStream(Deployment.class, true)
        .filter(live -> live.getMetadata().getName().equals(planned.getMetadata().getName()))
        .toList();
  }

  private static int replicas(Deployment live) {
    return Optional.ofNullable(live.getSpec().getReplicas()).orElse(1);
  }
}
