package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.Labels;
import dev.ecommercestack.operator.manager.plan.Plan;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes what the operator once made for a stack, or for an earlier one of the same name that left
 * it behind, and no longer plans: never volumes, never Secrets.
 */
final class Pruner {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final Attempts attempts;

  Pruner(
      EcommerceStack stack, Context<EcommerceStack> context, Changes changes, Attempts attempts) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.attempts = attempts;
  }

  /**
   * Deletes everything that is not in the plan; for plans that were rolled out to the end. No
   * component tells of what is left: a refusal too counts as a failed request.
   */
  void prune(Plan plan) {
    var planned = planned(plan.objects());
    var result =
        deleteAll(
            Stream.concat(ManagedKinds.ALL.stream(), ManagedKinds.OPTIONAL.stream())
                .filter(kind -> kind != Secret.class)
                .flatMap(kind -> context.getSecondaryResourcesAsStream(kind, true))
                .filter(object -> !planned.contains(Refusals.describe(object))));
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
            .filter(object -> !planned.contains(Refusals.describe(object))));
  }

  private static boolean isPartOf(HasMetadata object, ComponentPlan component) {
    return component.component().equals(object.getMetadata().getLabels().get(Labels.COMPONENT));
  }

  private ApplyResult deleteAll(Stream<? extends HasMetadata> objects) {
    return ApplyResult.worst(
        objects
            .filter(object -> Ownership.of(object, stack) == Ownership.OURS)
            .map(object -> attempts.on(object, () -> delete(object)))
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
    return objects.map(Refusals::describe).collect(Collectors.toUnmodifiableSet());
  }
}
