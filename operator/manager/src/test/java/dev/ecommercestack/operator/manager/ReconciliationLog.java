package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows how reconciliations ended, which are retries, and which deletions were seen. */
final class ReconciliationLog implements Metrics {
  private final Map<ResourceID, EcommerceStack> reads = new ConcurrentHashMap<>();
  private final Map<ResourceID, Integer> failures = new ConcurrentHashMap<>();
  private final Set<ResourceID> seenDeletions = ConcurrentHashMap.newKeySet();
  private final Set<ResourceID> retries = ConcurrentHashMap.newKeySet();

  /** The stack that the last successful reconciliation had read, null if there was none. */
  @Nullable EcommerceStack lastRead(ResourceID stack) {
    return reads.get(stack);
  }

  /** How many reconciliations of a stack failed and were tried again. */
  int failures(ResourceID stack) {
    return failures.getOrDefault(stack, 0);
  }

  /** Whether it is known that a stack is marked for deletion. */
  boolean hasSeenDeletion(ResourceID stack) {
    return seenDeletions.contains(stack);
  }

  /** Whether the last reconciliation of a stack that was started is a retry after a failed one. */
  boolean isRetry(ResourceID stack) {
    return retries.contains(stack);
  }

  @Override
  public void reconciliationSubmitted(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    var stack = ResourceID.fromResource(resource);
    if (retry == null) {
      retries.remove(stack);
    } else {
      retries.add(stack);
    }
  }

  @Override
  public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
    reads.put(ResourceID.fromResource(resource), (EcommerceStack) resource);
  }

  @Override
  public void eventReceived(Event event, Map<String, Object> metadata) {
    if (event instanceof ResourceEvent change
        && change.getResource().filter(HasMetadata::isMarkedForDeletion).isPresent()) {
      seenDeletions.add(change.getRelatedCustomResourceID());
    }
  }

  @Override
  public void reconciliationFailed(
      HasMetadata resource, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
    failures.merge(ResourceID.fromResource(resource), 1, Integer::sum);
  }
}
