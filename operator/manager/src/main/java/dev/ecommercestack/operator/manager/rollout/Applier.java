package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
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

/**
 * Makes single objects what they should be by server-side apply, and writes nothing when they are.
 */
final class Applier {

  private static final Logger log = LoggerFactory.getLogger(Applier.class);

  private static final int UNPROCESSABLE = 422;

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Changes changes;
  private final Attempts attempts;
  private final VolumeClaims claims;
  private final VolumeGrowth volumes;
  private final JobRuns jobs;

  Applier(
      EcommerceStack stack,
      Context<EcommerceStack> context,
      Changes changes,
      Attempts attempts,
      JobRuns jobs,
      VolumeClaims claims) {
    this.stack = stack;
    this.context = context;
    this.changes = changes;
    this.attempts = attempts;
    this.jobs = jobs;
    this.claims = claims;
    volumes = new VolumeGrowth(context, claims, changes, attempts);
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
    return attempts.on(
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
      case LEAVING ->
          new ApplyResult.Waiting(
              "%s is being deleted and is made again when it is gone"
                  .formatted(Refusals.describe(live)));
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

  /** What else a Job is never changes, and its annotations say what was before it. */
  private ApplyResult adopt(Job live, Job desired) {
    new MetadataPatch()
        .label(desired.getMetadata().getLabels())
        .own(desired.getMetadata().getOwnerReferences())
        .apply(live, context);
    changes.applied(desired);
    return new ApplyResult.Done();
  }

  private ApplyResult create(HasMetadata desired) {
    return switch (desired) {
      case Secret secret when secret.getData().isEmpty() ->
          new ApplyResult.Waiting(
              "%s was deleted and is generated again".formatted(Refusals.describe(desired)));
      case StatefulSet set -> {
        var usable = claims.usable(set);
        var result = usable instanceof ApplyResult.Done ? volumes.growRetained(set) : usable;
        yield result instanceof ApplyResult.Done ? make(set) : result;
      }
      default -> make(desired);
    };
  }

  private ApplyResult runAgain(Job ended, Job desired) {
    if (!jobs.remove(ended)) {
      return new ApplyResult.Waiting(
          "%s changed at the same moment; it is looked at again"
              .formatted(Refusals.describe(ended)));
    }
    if (JobSchedule.completedAt(ended).isEmpty()) {
      changes.retried(ended);
    } else {
      log.info("Removed {}, which completed, to run it again", Refusals.describe(ended));
    }
    serverSideApply(JobRuns.after(ended, desired));
    return new ApplyResult.Done();
  }

  private ApplyResult make(HasMetadata desired) {
    serverSideApply(desired);
    changes.made(desired);
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

  /** A refusal that names no conflict is about what we apply ourselves: others keep theirs. */
  private boolean takeOver(HasMetadata desired, KubernetesClientException refusal) {
    return Takeover.of(
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
          "Cannot compare {}; applying it", Refusals.describe(desired), unreadableManagedFields);
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
   * What the informers do not see because it lacks our labels: it must not be overwritten unasked.
   */
  private Optional<HasMetadata> fetch(HasMetadata desired) {
    return Optional.ofNullable(context.getClient().resource(desired).get());
  }

  private boolean isServed(HasMetadata desired) {
    return !ManagedKinds.OPTIONAL.contains(desired.getClass())
        || !context.eventSourceRetriever().getEventSourcesFor(desired.getClass()).isEmpty();
  }
}
