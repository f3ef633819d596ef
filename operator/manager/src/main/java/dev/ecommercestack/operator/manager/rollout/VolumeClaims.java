package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The PersistentVolumeClaims that the StatefulSets of a stack make. */
final class VolumeClaims {

  private final Context<EcommerceStack> context;
  private final Attempts attempts;

  VolumeClaims(Context<EcommerceStack> context, Attempts attempts) {
    this.context = context;
    this.attempts = attempts;
  }

  /** UIDs of the claims by name: another UID is another volume. */
  Map<String, String> uids() {
    return context
        .getSecondaryResourcesAsStream(PersistentVolumeClaim.class, true)
        .collect(
            Collectors.toUnmodifiableMap(
                claim -> claim.getMetadata().getName(), claim -> claim.getMetadata().getUid()));
  }

  /**
   * Gives the claims of a StatefulSet what the operator needs to see them: somebody who restores a
   * volume may make its claim without the labels.
   */
  ApplyResult keep(StatefulSet set) {
    var seen = uids();
    return ApplyResult.worst(
        names(set)
            .filter(name -> !seen.containsKey(name))
            .flatMap(name -> fetch(set, name).stream())
            .map(claim -> label(claim, set.getMetadata().getLabels()))
            .toList());
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

  private ApplyResult label(PersistentVolumeClaim claim, Map<String, String> labels) {
    if (claim.getMetadata().getLabels() != null
        && claim.getMetadata().getLabels().entrySet().containsAll(labels.entrySet())) {
      return new ApplyResult.Done();
    }
    return attempts.on(
        claim,
        () -> {
          new MetadataPatch().label(labels).apply(claim, context);
          return new ApplyResult.Done();
        });
  }
}
