package dev.ecommercestack.operator.manager.rollout;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose an object is that has the name of one of ours. */
enum Ownership {
  /** Part of this stack, or left behind by one of the same name for this one to adopt. */
  OURS,
  /** Part of a stack that was deleted; Kubernetes is about to remove it. */
  LEAVING,
  /** Somebody else's: not to be touched. */
  FOREIGN;

  static Ownership of(HasMetadata object, EcommerceStack stack) {
    if (object.getMetadata().getDeletionTimestamp() != null) {
      return LEAVING;
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
        .anyMatch(owner -> of(owner, stack) == LEAVING);
  }

  /**
   * Says whose a foreign object is and what can be done about it. Its name is never worth its
   * content: no advice is to delete it.
   */
  static String advice(HasMetadata foreign, EcommerceStack stack) {
    var owner = owner(foreign);
    var advice =
        "%s %s and is left alone: name this stack differently, or create it in another namespace"
            .formatted(
                Refusals.describe(foreign),
                owner.map("belongs to "::concat).orElse("does not say whose it is"));
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
    return sameName ? LEAVING : FOREIGN;
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
