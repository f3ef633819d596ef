package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes objects of a stack, or of an earlier stack of the same name, that are no longer planned.
 * It never deletes volumes or Secrets.
 */
final class Pruner {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final ApiRequests apiRequests;

  Pruner(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      Changes changes,
      ApiRequests apiRequests) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.apiRequests = apiRequests;
  }

  /**
   * Deletes everything that is not in the plan; for plans that were rolled out to the end. No
   * component reports an object that could not be deleted: a refusal is recorded as a failed
   * request.
   */
  void prune(Plan plan) {
    var planned = planned(plan.objects());
    var result =
        deleteAll(
            Stream.concat(ManagedKinds.ALL.stream(), ManagedKinds.OPTIONAL.stream())
                .filter(kind -> kind != Secret.class)
                .flatMap(kind -> context.getSecondaryResourcesAsStream(kind, true))
                .filter(object -> !planned.contains(ObjectNames.describe(object))));
    if (result instanceof ApplyResult.Refused(var cause)) {
      changes.failed(cause);
    }
  }

  /**
   * Deletes what would get in the way of a component before the whole plan is rolled out: a Job
   * that another one replaces, an autoscaler of a Deployment whose number of pods is fixed by now.
   */
  ApplyResult prune(Class<? extends HasMetadata> kind, ComponentPlan component) {
    var planned = planned(component.objects().stream());
    return deleteAll(
        context
            .getSecondaryResourcesAsStream(kind, true)
            .filter(object -> isPartOf(object, component))
            .filter(object -> !planned.contains(ObjectNames.describe(object))));
  }

  private static boolean isPartOf(HasMetadata object, ComponentPlan component) {
    return component.component().equals(object.getMetadata().getLabels().get(Labels.COMPONENT));
  }

  private ApplyResult deleteAll(Stream<? extends HasMetadata> objects) {
    return ApplyResult.worst(
        objects
            .filter(object -> Ownership.of(object, stack) == Ownership.OURS)
            .map(object -> apiRequests.send(object, () -> delete(object)))
            .toList());
  }

  private ApplyResult delete(HasMetadata object) {
    context
        .getClient()
        .resource(object)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    changes.removed(object);
    return new ApplyResult.Done();
  }

  private static Set<String> planned(Stream<HasMetadata> objects) {
    return objects.map(ObjectNames::describe).collect(Collectors.toUnmodifiableSet());
  }
}
