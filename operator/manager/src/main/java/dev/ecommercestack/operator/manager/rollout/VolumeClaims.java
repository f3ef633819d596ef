package dev.ecommercestack.operator.manager.rollout;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.ecommercestack.operator.api.v1alpha1.DeletionPolicy;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Labels;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The PersistentVolumeClaims that the StatefulSets of a stack make. Under the deletion policy
 * Delete the stack is one of their owners, and no StatefulSet ever is: they go with the stack, and
 * only with it.
 */
final class VolumeClaims {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final Attempts attempts;

  VolumeClaims(EcommerceStack stack, Context<EcommerceStack> context, Attempts attempts) {
    this.stack = stack;
    this.context = context;
    this.attempts = attempts;
  }

  /** UIDs of the claims by name: another UID is another volume. */
  Map<String, String> uids() {
    return cached().entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().getMetadata().getUid()));
  }

  /**
   * Gives the claims of a StatefulSet the owner that the deletion policy asks for, without one the
   * annotations by which Argo CD keeps them, and the labels without which the operator does not see
   * them: somebody who restores a volume may make its claim without.
   */
  ApplyResult keep(StatefulSet set) {
    if (Deletion.isUnderWay(stack, context)) {
      // After a deletion with orphan, an owner would take the data along.
      return new ApplyResult.Waiting("the stack is being deleted");
    }
    var cached = cached();
    var labels = set.getMetadata().getLabels();
    return ApplyResult.worst(
        names(set)
            .flatMap(
                name -> Optional.ofNullable(cached.get(name)).or(() -> fetch(set, name)).stream())
            .map(claim -> keep(claim, labels))
            .toList());
  }

  /** Whether the claims of a StatefulSet may be used; those of a deleted stack are about to go. */
  ApplyResult usable(StatefulSet set) {
    return ApplyResult.worst(fetch(set).flatMap(claim -> leaving(claim).stream()).toList());
  }

  /** The claims of a StatefulSet that exist, as the API server has them now. */
  Stream<PersistentVolumeClaim> fetch(StatefulSet set) {
    return names(set).flatMap(name -> fetch(set, name).stream());
  }

  /** The names that Kubernetes gives to the claims of a StatefulSet. */
  private static Stream<String> names(StatefulSet set) {
    var replicas = Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
    return set.getSpec().getVolumeClaimTemplates().stream()
        .map(template -> template.getMetadata().getName() + "-" + set.getMetadata().getName())
        .flatMap(prefix -> IntStream.range(0, replicas).mapToObj(pod -> prefix + "-" + pod));
  }

  private Optional<PersistentVolumeClaim> fetch(StatefulSet set, String name) {
    return Optional.ofNullable(
        context
            .getClient()
            .persistentVolumeClaims()
            .inNamespace(set.getMetadata().getNamespace())
            .withName(name)
            .get());
  }

  private Map<String, PersistentVolumeClaim> cached() {
    return context
        .getSecondaryResourcesAsStream(PersistentVolumeClaim.class, true)
        .collect(toUnmodifiableMap(claim -> claim.getMetadata().getName(), claim -> claim));
  }

  private ApplyResult keep(PersistentVolumeClaim claim, Map<String, String> labels) {
    var leaving = leaving(claim);
    if (leaving.isPresent() || claim.getMetadata().getDeletionTimestamp() != null) {
      return leaving.orElseGet(ApplyResult.Done::new);
    }
    var patch = new MetadataPatch();
    var present = Optional.ofNullable(claim.getMetadata().getLabels()).orElse(Map.of());
    if (!present.entrySet().containsAll(labels.entrySet())) {
      patch.label(labels);
    }
    var owned = Ownership.isAmongOwners(stack, claim);
    var goesWithStack = stack.getSpec().deletionPolicy() == DeletionPolicy.Delete;
    if (!goesWithStack) {
      var annotations = new TreeMap<>(Labels.KEPT_BY_ARGO_CD);
      Optional.ofNullable(claim.getMetadata().getAnnotations())
          .ifPresent(set -> annotations.keySet().removeAll(set.keySet()));
      patch.annotate(annotations);
    }
    if (goesWithStack && !owned) {
      patch.own(List.of(owner()));
    } else if (!goesWithStack && owned) {
      patch.disown(stack.getMetadata().getUid());
    }
    return patch.isEmpty() ? new ApplyResult.Done() : write(patch, claim);
  }

  private Optional<ApplyResult> leaving(PersistentVolumeClaim claim) {
    return Ownership.isLeftByDeletedStack(claim, stack)
        ? Optional.of(
            new ApplyResult.Waiting(
                "%s of the deleted stack is still being removed"
                    .formatted(Refusals.describe(claim))))
        : Optional.empty();
  }

  /** Not as its controller: that is for who makes it. */
  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(stack.getApiVersion())
        .withKind(stack.getKind())
        .withName(stack.getMetadata().getName())
        .withUid(stack.getMetadata().getUid())
        .withBlockOwnerDeletion(true)
        .build();
  }

  private ApplyResult write(MetadataPatch patch, PersistentVolumeClaim claim) {
    return attempts.on(
        claim,
        () -> {
          try {
            patch.apply(claim, context);
          } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
              throw failure;
            }
          }
          return new ApplyResult.Done();
        });
  }
}
