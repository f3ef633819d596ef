package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who owns an existing object that has the name of a planned one. */
enum Ownership {
  /** The object is part of this stack, or an earlier stack of the same name left it behind. */
  OURS,
  /** The object is part of a deleted stack; Kubernetes is about to delete it. */
  BEING_DELETED,
  /** The object belongs to something else and must not be changed. */
  FOREIGN;

  static Ownership of(HasMetadata object, EcommerceStack stack) {
    if (object.getMetadata().getDeletionTimestamp() != null) {
      return BEING_DELETED;
    }
    return controller(object)
        .map(owner -> of(owner, stack))
        .orElseGet(() -> isLabelled(object, stack) ? OURS : FOREIGN);
  }

  /**
   * Whether the stack is the controller of the object, so that the object goes when the stack goes.
   */
  static boolean isOwnedBy(HasMetadata object, EcommerceStack stack) {
    return controller(object)
        .filter(owner -> Objects.equals(owner.getUid(), stack.getMetadata().getUid()))
        .isPresent();
  }

  /** Whether the stack is among the owners of the object. */
  static boolean isAmongOwners(EcommerceStack stack, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> of(owner, stack) == OURS);
  }

  /**
   * Whether a deleted stack of the same name is among the owners of the object: Kubernetes is about
   * to remove it, unless it gets another owner.
   */
  static boolean isLeftByDeletedStack(HasMetadata object, EcommerceStack stack) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> of(owner, stack) == BEING_DELETED);
  }

  /**
   * Returns a sentence that names the owner of a foreign object and says what the user can do. It
   * never advises to delete the object, which may hold data.
   *
   * @param foreign an object whose ownership is {@link #FOREIGN}
   * @param stack the stack that plans an object of this name
   */
  static String advice(HasMetadata foreign, EcommerceStack stack) {
    var owner = owner(foreign);
    var advice =
        "%s %s and is left alone: name this stack differently, or create it in another namespace"
            .formatted(
                ObjectNames.describe(foreign),
                owner.map("belongs to "::concat).orElse("has no known owner"));
    if (owner.isPresent()) {
      return advice;
    }
    return "%s; if the object is this stack's own, give it the labels %s=%s and %s=%s"
        .formatted(
            advice,
            Labels.INSTANCE,
            stack.getMetadata().getName(),
            Labels.MANAGED_BY,
            Labels.OPERATOR);
  }

  private static Optional<String> owner(HasMetadata object) {
    var labels = labels(object);
    var instance = labels.get(Labels.INSTANCE);
    var manager = labels.get(Labels.MANAGED_BY);
    return controller(object)
        .map(owner -> owner.getKind() + " " + owner.getName())
        .or(
            () ->
                Optional.ofNullable(instance)
                    .map(
                        name ->
                            Labels.OPERATOR.equals(manager)
                                ? "EcommerceStack " + name
                                : manager == null
                                    ? name
                                    : "%s, managed by %s,".formatted(name, manager)));
  }

  private static Ownership of(OwnerReference owner, EcommerceStack stack) {
    if (Objects.equals(owner.getUid(), stack.getMetadata().getUid())) {
      return OURS;
    }
    var sameName =
        Objects.equals(owner.getKind(), stack.getKind())
            && Objects.equals(owner.getName(), stack.getMetadata().getName());
    return sameName ? BEING_DELETED : FOREIGN;
  }

  private static boolean isLabelled(HasMetadata object, EcommerceStack stack) {
    return labels(object)
        .entrySet()
        .containsAll(Labels.stack(stack.getMetadata().getName()).entrySet());
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
  }

  private static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst();
  }
}
