package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.StuckPods;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.stream.Collectors;

/**
 * Clears away pods that could not start with a mistake that is corrected by now. Kubernetes updates
 * the pods of a StatefulSet one by one and waits for each; members of a cluster that wait for the
 * others would never become ready.
 */
final class PodReplacement {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final Clock clock;

  PodReplacement(
      EcommerceStack stack, Context<EcommerceStack> context, Changes changes, Clock clock) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.clock = clock;
  }

  /** Deletes the stuck pods of a component whose StatefulSets were just applied. */
  void replaceStuckPods(ComponentPlan component) {
    var names =
        component.objects().stream()
            .filter(StatefulSet.class::isInstance)
            .map(object -> object.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty()) {
      return;
    }
    var pods = context.getSecondaryResourcesAsStream(Pod.class, true).toList();
    context
        .getSecondaryResourcesAsStream(StatefulSet.class, true)
        .filter(set -> names.contains(set.getMetadata().getName()))
        .filter(set -> Ownership.isOwnedBy(set, stack))
        .flatMap(set -> StuckPods.of(set, pods, clock.instant()).stream())
        .forEach(this::delete);
  }

  /** Exactly what was read: it may have been replaced, or have become ready, meanwhile. */
  private void delete(HasMetadata pod) {
    try {
      context
          .getClient()
          .resource(pod)
          .lockResourceVersion(pod.getMetadata().getResourceVersion())
          .delete();
      changes.replaced(pod);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw failure;
      }
    }
  }
}
