package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.StuckPods;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.stream.Collectors;

/**
 * Deletes pods that cannot start because of a mistake in the spec that is corrected by now.
 * Kubernetes updates the pods of a StatefulSet one by one and waits for each; members of a cluster
 * that wait for the others would never become ready.
 */
final class PodReplacement {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final ApiRequests apiRequests;
  private final Clock clock;

  PodReplacement(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      Changes changes,
      ApiRequests apiRequests,
      Clock clock) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.apiRequests = apiRequests;
    this.clock = clock;
  }

  /** Deletes the stuck pods of a component whose StatefulSets were just applied. */
  ApplyResult replaceStuckPods(ComponentPlan component) {
    var names =
        component.objects().stream()
            .filter(StatefulSet.class::isInstance)
            .map(object -> object.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty()) {
      return new ApplyResult.Done();
    }
    var pods = context.getSecondaryResourcesAsStream(Pod.class, true).toList();
    return ApplyResult.worst(
        context
            .getSecondaryResourcesAsStream(StatefulSet.class, true)
            .filter(set -> names.contains(set.getMetadata().getName()))
            .filter(set -> Ownership.isOwnedBy(set, stack))
            .flatMap(set -> StuckPods.of(set, pods, clock.instant()).stream())
            .map(this::delete)
            .toList());
  }

  /** Deletes exactly the pod that was read: it may have been replaced or become ready meanwhile. */
  private ApplyResult delete(HasMetadata pod) {
    var result =
        apiRequests.send(
            pod,
            () -> {
              context
                  .getClient()
                  .resource(pod)
                  .lockResourceVersion(pod.getMetadata().getResourceVersion())
                  .delete();
              changes.replaced(pod);
              return new ApplyResult.Done();
            });
    return result instanceof ApplyResult.Waiting ? new ApplyResult.Done() : result;
  }
}
