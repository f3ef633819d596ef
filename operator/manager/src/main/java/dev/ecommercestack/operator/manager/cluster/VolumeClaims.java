package dev.ecommercestack.operator.manager.cluster;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.ecommercestack.operator.api.v1alpha1.DeletionPolicy;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
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
 * The PersistentVolumeClaims of the StatefulSets of a stack. Under the deletion policy Delete, the
 * stack is one of their owners. A StatefulSet is never their owner: they are deleted with the stack
 * only.
 */
final class VolumeClaims {

  private final EcommerceStack stack;
  private final Context<EcommerceStack> context;
  private final ApiRequests apiRequests;

  VolumeClaims(EcommerceStack stack, Context<EcommerceStack> context, ApiRequests apiRequests) {
    this.stack = stack;
    this.context = context;
    this.apiRequests = apiRequests;
  }

  /** Returns the UIDs of the claims by name. Another UID means another volume. */
  Map<String, String> uids() {
    return cached().entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, it -> it.getValue().getMetadata().getUid()));
  }

  /**
   * Sets owner, annotations and labels of the claims of a StatefulSet. The deletion policy decides
   * whether the stack is their owner; without an owner they get the annotations by which Argo CD
   * keeps them. The informers see only claims with the labels, which a restored claim may lack.
   *
   * @param set the StatefulSet as it is planned
   */
  ApplyResult updateMetadata(StatefulSet set) {
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
            .map(claim -> updateMetadata(claim, labels))
            .toList());
  }

  /**
   * Returns whether a StatefulSet may use its existing claims: those of a deleted stack may not.
   */
  ApplyResult checkUsable(StatefulSet set) {
    return ApplyResult.worst(fetch(set).flatMap(claim -> beingDeleted(claim).stream()).toList());
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

  private ApplyResult updateMetadata(PersistentVolumeClaim claim, Map<String, String> labels) {
    var beingDeleted = beingDeleted(claim);
    if (beingDeleted.isPresent() || claim.getMetadata().getDeletionTimestamp() != null) {
      return beingDeleted.orElseGet(ApplyResult.Done::new);
    }
    var patch = new MetadataPatch();
    var present = Optional.ofNullable(claim.getMetadata().getLabels()).orElse(Map.of());
    if (!present.entrySet().containsAll(labels.entrySet())) {
      patch.addLabels(labels);
    }
    var owned = Ownership.isAmongOwners(stack, claim);
    var goesWithStack = stack.getSpec().deletionPolicy() == DeletionPolicy.Delete;
    if (!goesWithStack) {
      var annotations = new TreeMap<>(Labels.ARGO_CD_KEEP_ANNOTATIONS);
      Optional.ofNullable(claim.getMetadata().getAnnotations())
          .ifPresent(set -> annotations.keySet().removeAll(set.keySet()));
      patch.addAnnotations(annotations);
    }
    if (goesWithStack && !owned) {
      patch.addOwners(List.of(owner()));
    } else if (!goesWithStack && owned) {
      patch.removeOwner(stack.getMetadata().getUid());
    }
    return patch.isEmpty() ? new ApplyResult.Done() : write(patch, claim);
  }

  private Optional<ApplyResult> beingDeleted(PersistentVolumeClaim claim) {
    return Ownership.isLeftByDeletedStack(claim, stack)
        ? Optional.of(
            new ApplyResult.Waiting(
                "%s of the deleted stack is still being deleted"
                    .formatted(ObjectNames.describe(claim))))
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
    return apiRequests.send(
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
