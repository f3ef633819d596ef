package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Objects;

/** Whether a stack was deleted while it is reconciled. */
final class Deletion {

  private Deletion() {}

  /**
   * Whether the stack is marked for deletion, gone, or replaced by another of the same name since
   * it was read. The garbage collector deletes its objects; any object that is created for it now
   * would have to be deleted again.
   */
  static boolean isUnderWay(EcommerceStack stack, Context<EcommerceStack> context) {
    return context
        .getPrimaryCache()
        .get(ResourceID.fromResource(stack))
        .filter(now -> Objects.equals(now.getMetadata().getUid(), stack.getMetadata().getUid()))
        .filter(now -> !now.isMarkedForDeletion())
        .isEmpty();
  }
}
