package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.ReplicaBounds;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/**
 * Sets the replicas of the Deployments of a stack, which the applied objects leave open. It writes
 * only when the number is outside the planned bounds: within them, users and autoscalers decide.
 */
final class DeploymentScaler {

  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final ApiRequests apiRequests;

  DeploymentScaler(Context<EcommerceStack> context, Changes changes, ApiRequests apiRequests) {
    this.context = context;
    this.changes = changes;
    this.apiRequests = apiRequests;
  }

  /** Brings the replicas of the applied Deployments of a component within its bounds. */
  ApplyResult scale(ComponentPlan component) {
    var bounds = component.replicaBounds();
    return bounds == null
        ? new ApplyResult.Done()
        : ApplyResult.worst(
            component.objects().stream()
                .filter(Deployment.class::isInstance)
                .flatMap(planned -> live(planned).stream())
                .map(live -> scale(live, bounds))
                .toList());
  }

  private ApplyResult scale(Deployment live, ReplicaBounds bounds) {
    var current = replicas(live);
    var wanted = bounds.clamp(current);
    if (wanted == current) {
      return new ApplyResult.Done();
    }
    var result =
        apiRequests.send(
            live,
            () -> {
              DeploymentScale.write(context.getClient(), live, wanted);
              changes.scaled(live, current, wanted);
              return new ApplyResult.Done();
            });
    // The write of another client at the same time triggers the next reconciliation.
    return result instanceof ApplyResult.Waiting ? new ApplyResult.Done() : result;
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
