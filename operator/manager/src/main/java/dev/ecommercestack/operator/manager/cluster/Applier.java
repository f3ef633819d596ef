package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies single objects by server-side apply. It writes nothing when an object is as planned. */
final class Applier {

  private static final Logger log = LoggerFactory.getLogger(Applier.class);

  private static final int UNPROCESSABLE = 422;

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final ApiRequests apiRequests;
  private final VolumeClaims claims;
  private final VolumeExpansion volumes;
  private final JobRuns jobs;

  Applier(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      Changes changes,
      ApiRequests apiRequests,
      JobRuns jobs,
      VolumeClaims claims) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.apiRequests = apiRequests;
    this.jobs = jobs;
    this.claims = claims;
    volumes = new VolumeExpansion(context, claims, changes, apiRequests);
  }

  ApplyResult apply(HasMetadata desired) {
    if (Deletion.isUnderWay(stack, context)) {
      return new ApplyResult.Waiting("the stack is being deleted");
    }
    if (!isServed(desired)) {
      return new ApplyResult.Refused(
          "the cluster has no kind %s (%s); install it and restart the operator, or change the spec so that it is not needed"
              .formatted(desired.getKind(), desired.getApiVersion()));
    }
    return apiRequests.send(
        desired,
        () ->
            cached(desired)
                .map(live -> ifOurs(live, () -> keep(live, desired)))
                .or(() -> fetch(desired).map(live -> ifOurs(live, () -> rewrite(live, desired))))
                .orElseGet(() -> create(desired)));
  }

  private ApplyResult ifOurs(HasMetadata live, Supplier<ApplyResult> action) {
    return switch (Ownership.of(live, stack)) {
      case OURS -> action.get();
      case BEING_DELETED ->
          new ApplyResult.Waiting(
              "%s is being deleted; it is created again afterwards"
                  .formatted(ObjectNames.describe(live)));
      case FOREIGN -> new ApplyResult.Refused(Ownership.advice(live, stack));
    };
  }

  private ApplyResult keep(HasMetadata live, HasMetadata desired) {
    if (live instanceof Job job) {
      return keep(job, (Job) desired);
    }
    if (live instanceof StatefulSet set) {
      var resized = volumes.resize(set, (StatefulSet) desired);
      if (resized.isPresent()) {
        return resized.get();
      }
    }
    return matches(live, desired) ? new ApplyResult.Done() : write(desired);
  }

  private ApplyResult keep(Job live, Job desired) {
    if (jobs.isDue(live)) {
      return runAgain(live, desired);
    }
    return Ownership.isOwnedBy(live, stack) ? new ApplyResult.Done() : adopt(live, desired);
  }

  private ApplyResult rewrite(HasMetadata live, HasMetadata desired) {
    return live instanceof Job job ? adopt(job, (Job) desired) : write(desired);
  }

  /**
   * Only labels and owner: the rest of a Job is immutable, and its annotations keep its history.
   */
  private ApplyResult adopt(Job live, Job desired) {
    new MetadataPatch()
        .addLabels(desired.getMetadata().getLabels())
        .addOwners(desired.getMetadata().getOwnerReferences())
        .apply(live, context);
    changes.applied(desired);
    return new ApplyResult.Done();
  }

  private ApplyResult create(HasMetadata desired) {
    return switch (desired) {
      case Secret secret when secret.getData().isEmpty() ->
          new ApplyResult.Waiting(
              "%s was deleted; it is generated again".formatted(ObjectNames.describe(desired)));
      case StatefulSet set -> {
        var usable = claims.checkUsable(set);
        var result = usable instanceof ApplyResult.Done ? volumes.expandRetained(set) : usable;
        yield result instanceof ApplyResult.Done ? make(set) : result;
      }
      default -> make(desired);
    };
  }

  private ApplyResult runAgain(Job ended, Job desired) {
    if (!jobs.delete(ended)) {
      return new ApplyResult.Waiting(
          "%s was changed at the same time; it is checked again"
              .formatted(ObjectNames.describe(ended)));
    }
    if (JobSchedule.completedAt(ended).isEmpty()) {
      changes.retried(ended);
    } else {
      log.info("Deleted {}, which completed, to run it again", ObjectNames.describe(ended));
    }
    serverSideApply(JobRuns.nextRun(ended, desired));
    return new ApplyResult.Done();
  }

  private ApplyResult make(HasMetadata desired) {
    serverSideApply(desired);
    changes.created(desired);
    return new ApplyResult.Done();
  }

  private ApplyResult write(HasMetadata desired) {
    serverSideApply(desired);
    changes.applied(desired);
    return new ApplyResult.Done();
  }

  private void serverSideApply(HasMetadata desired) {
    try {
      context.resourceOperations().serverSideApply(desired);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != UNPROCESSABLE || !takeOver(desired, failure)) {
        throw failure;
      }
      context.resourceOperations().serverSideApply(desired);
    }
  }

  /** A refusal that names no conflict is about the applied fields: fields of others stay theirs. */
  private boolean takeOver(HasMetadata desired, KubernetesClientException refusal) {
    return FieldOwnershipTakeover.takeOver(
        desired,
        FieldConflict.of(refusal),
        context.getClient(),
        context.getControllerConfiguration().fieldManager());
  }

  private boolean matches(HasMetadata live, HasMetadata desired) {
    try {
      return SSABasedGenericKubernetesResourceMatcher.getInstance().matches(live, desired, context);
    } catch (IllegalStateException unreadableManagedFields) {
      log.debug(
          "Cannot compare {}; applying it", ObjectNames.describe(desired), unreadableManagedFields);
      return false;
    }
  }

  private Optional<HasMetadata> cached(HasMetadata desired) {
    var name = desired.getMetadata().getName();
    return context
        .getSecondaryResourcesAsStream(desired.getClass(), true)
        .filter(live -> live.getMetadata().getName().equals(name))
        .map(HasMetadata.class::cast)
        .findFirst();
  }

  /**
   * Reads an object that the informers do not see because it lacks the labels. It must not be
   * overwritten without a check of its owner.
   */
  private Optional<HasMetadata> fetch(HasMetadata desired) {
    return Optional.ofNullable(context.getClient().resource(desired).get());
  }

  private boolean isServed(HasMetadata desired) {
    return !ManagedKinds.OPTIONAL.contains(desired.getClass())
        || !context.eventSourceRetriever().getEventSourcesFor(desired.getClass()).isEmpty();
  }
}
