package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Expands the volumes of a StatefulSet. Claims can be expanded, but the claim templates of a
 * StatefulSet are immutable: after its claims, the StatefulSet is deleted and created again while
 * its pods keep running.
 */
final class VolumeExpansion {

  private static final String STORAGE = "storage";

  private final Context<EcommerceStack> context;
  private final VolumeClaims claims;
  private final Changes changes;
  private final ApiRequests apiRequests;

  VolumeExpansion(
      Context<EcommerceStack> context,
      VolumeClaims claims,
      Changes changes,
      ApiRequests apiRequests) {
    this.context = context;
    this.claims = claims;
    this.changes = changes;
    this.apiRequests = apiRequests;
  }

  /**
   * Changes the size of the volumes of a StatefulSet.
   *
   * @return empty if it has the right size
   */
  Optional<ApplyResult> resize(StatefulSet live, StatefulSet desired) {
    var changed = different(live, desired);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    var result =
        shrinking(live, changed)
            .orElseGet(
                () ->
                    ApplyResult.worst(
                        claims.fetch(desired).map(claim -> expand(claim, changed)).toList()));
    return Optional.of(result instanceof ApplyResult.Done ? recreate(live) : result);
  }

  /** Expands the existing claims that a new StatefulSet will use. */
  ApplyResult expandRetained(StatefulSet desired) {
    var templates = desired.getSpec().getVolumeClaimTemplates();
    var retained = claims.fetch(desired).filter(VolumeExpansion::isBound).toList();
    for (var claim : retained) {
      var wanted = wanted(claim, templates);
      if (isLess(wanted, size(claim))) {
        changes.kept(claim, size(claim).toString(), wanted.toString());
      }
    }
    return ApplyResult.worst(retained.stream().map(claim -> expand(claim, templates)).toList());
  }

  private static Optional<ApplyResult> shrinking(
      StatefulSet live, List<PersistentVolumeClaim> changed) {
    return live.getSpec().getVolumeClaimTemplates().stream()
        .flatMap(
            now ->
                changed.stream()
                    .filter(wanted -> sameName(now, wanted) && isLess(size(wanted), size(now)))
                    .<ApplyResult>map(
                        wanted ->
                            new ApplyResult.Refused(
                                "%s stays as it is: its volumes have %s, and volumes cannot shrink to %s; set storage to %s or more"
                                    .formatted(
                                        ObjectNames.describe(live),
                                        size(now),
                                        size(wanted),
                                        size(now)))))
        .findFirst();
  }

  private ApplyResult expand(PersistentVolumeClaim claim, List<PersistentVolumeClaim> templates) {
    var name = claim.getMetadata().getName();
    var wanted = wanted(claim, templates);
    if (!isLess(size(claim), wanted)) {
      return new ApplyResult.Done();
    }
    if (!isBound(claim)) {
      return new ApplyResult.Waiting(
          "volume %s has to be bound before it can grow to %s".formatted(name, wanted));
    }
    return refusalToExpand(claim)
        .<ApplyResult>map(
            cause ->
                new ApplyResult.Refused(
                    "volume %s cannot grow from %s to %s: %s; set storage to %s again, or let the class allow it"
                        .formatted(name, size(claim), wanted, cause, size(claim))))
        .orElseGet(() -> patch(claim, wanted));
  }

  private static Quantity wanted(
      PersistentVolumeClaim claim, List<PersistentVolumeClaim> templates) {
    var name = claim.getMetadata().getName();
    return templates.stream()
        .filter(template -> name.startsWith(template.getMetadata().getName() + "-"))
        .map(VolumeExpansion::size)
        .findFirst()
        .orElseGet(() -> size(claim));
  }

  private ApplyResult patch(PersistentVolumeClaim claim, Quantity wanted) {
    return apiRequests.send(
        claim,
        () -> {
          context
              .getClient()
              .resource(claim)
              .patch(
                  PatchContext.of(PatchType.JSON_MERGE),
                  "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}"
                      .formatted(wanted));
          changes.expanded(claim, wanted.toString());
          return new ApplyResult.Done();
        });
  }

  /** Deletes the StatefulSet without its pods, which the new one adopts. */
  private ApplyResult recreate(StatefulSet live) {
    context.getClient().resource(live).withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    return new ApplyResult.Waiting(
        "%s is created again with larger volumes; its pods keep running"
            .formatted(ObjectNames.describe(live)));
  }

  private Optional<String> refusalToExpand(PersistentVolumeClaim claim) {
    var name = claim.getSpec().getStorageClassName();
    if (name == null || name.isEmpty()) {
      return Optional.of("it has no StorageClass");
    }
    var storageClass = context.getClient().storage().v1().storageClasses().withName(name).get();
    return allowsExpansion(storageClass)
        ? Optional.empty()
        : Optional.of("StorageClass %s does not allow volumes to grow".formatted(name));
  }

  private static boolean allowsExpansion(@Nullable StorageClass storageClass) {
    return storageClass != null && Boolean.TRUE.equals(storageClass.getAllowVolumeExpansion());
  }

  /** The wanted templates whose size is not that of the live template with the same name. */
  private static List<PersistentVolumeClaim> different(StatefulSet live, StatefulSet desired) {
    return desired.getSpec().getVolumeClaimTemplates().stream()
        .filter(
            wanted ->
                live.getSpec().getVolumeClaimTemplates().stream()
                    .filter(template -> sameName(template, wanted))
                    .anyMatch(
                        template ->
                            isLess(size(template), size(wanted))
                                || isLess(size(wanted), size(template))))
        .toList();
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
  }

  private static boolean isLess(Quantity one, Quantity other) {
    return one.getNumericalAmount().compareTo(other.getNumericalAmount()) < 0;
  }

  private static boolean sameName(PersistentVolumeClaim one, PersistentVolumeClaim other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec().getResources())
        .map(VolumeResourceRequirements::getRequests)
        .map(requests -> requests.get(STORAGE))
        .orElseGet(() -> new Quantity("0"));
  }
}
