package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;

/**
 * Writes the status of a stack and notices what others changed since the stack was read.
 *
 * <p>The framework (TemporaryResourceCache of JOSDK 5.3) drops the event of such a write and every
 * event with a lower resource version: also that of a change of the spec just before. The answer to
 * the write contains that change. Other objects need no such check: each is observed after it was
 * written.
 */
final class StatusWriter {

  private StatusWriter() {}

  /** What other clients did to the stack since it was read. */
  enum ConcurrentChange {
    /** They changed nothing that needs a reconciliation. */
    UNCHANGED,
    /** They changed it: it must be reconciled again at once. */
    CHANGED,
    /** They deleted it: there is nothing to write to. */
    DELETED
  }

  /**
   * Writes a status, unless the stack has it already.
   *
   * @param stack the stack as it was read
   * @return what others did to the stack since it was read, as far as the write shows it
   */
  static ConcurrentChange write(
      EcommerceStack stack, EcommerceStackStatus status, Context<EcommerceStack> context) {
    if (status.equals(stack.getStatus())) {
      return ConcurrentChange.UNCHANGED;
    }
    try {
      var written =
          context.resourceOperations().serverSideApplyPrimaryStatus(withStatus(stack, status));
      return StackEventSources.isChanged(written, stack)
          ? ConcurrentChange.CHANGED
          : ConcurrentChange.UNCHANGED;
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return ConcurrentChange.DELETED;
      }
      throw failure;
    }
  }

  /** A new object: server-side apply would make the operator the owner of all other fields. */
  private static EcommerceStack withStatus(EcommerceStack stack, EcommerceStackStatus status) {
    var fresh = new EcommerceStack();
    fresh.getMetadata().setName(stack.getMetadata().getName());
    fresh.getMetadata().setNamespace(stack.getMetadata().getNamespace());
    fresh.setStatus(status);
    return fresh;
  }
}
