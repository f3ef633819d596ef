package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Optional;

/** Reads the objects of stacks from the informers, also outside of reconciliations. */
final class StackCaches {
  private final Context<EcommerceStack> context;

  /**
   * @param context the context of any reconciliation: all have the same informers
   */
  StackCaches(Context<EcommerceStack> context) {
    this.context = context;
  }

  /** Returns a stack, unless it is gone or marked for deletion. */
  Optional<EcommerceStack> stack(ResourceID id) {
    return context.getPrimaryCache().get(id).filter(stack -> !stack.isMarkedForDeletion());
  }

  /** Returns the Deployment of a stack with a name, unless it is being deleted. */
  Optional<Deployment> deployment(EcommerceStack stack, String name) {
    return get(Deployment.class, stack, name)
        .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
        .filter(
            live ->
                live.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(stack.getMetadata().getUid())));
  }

  /** Returns an object with a name, if the operator manages it. */
  @SuppressWarnings("unchecked") // informers are caches of their kind
  <T extends HasMetadata> Optional<T> get(Class<T> kind, EcommerceStack stack, String name) {
    var informer = (Cache<T>) context.eventSourceRetriever().getEventSourceFor(kind);
    return informer.get(new ResourceID(name, stack.getMetadata().getNamespace()));
  }

  /** Returns the pods of a component. */
  List<Pod> pods(EcommerceStack stack, String component) {
    return context
        .eventSourceRetriever()
        .getEventSourceFor(Pod.class)
        .getSecondaryResources(stack)
        .stream()
        .filter(pod -> component.equals(pod.getMetadata().getLabels().get(Labels.COMPONENT)))
        .toList();
  }
}
