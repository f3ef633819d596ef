package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import java.util.List;

/**
 * A reconciliation went to its end, but the API server failed on some objects: the framework counts
 * it as failed and tries it again, first after two seconds.
 */
final class FailedRequestsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient EcommerceStackStatus status;

  /**
   * @param failures a sentence about each request, at least one
   * @param status the status to publish, not null
   */
  FailedRequestsException(List<String> failures, EcommerceStackStatus status) {
    super("%d failed: %s".formatted(failures.size(), failures.getFirst()));
    this.status = status;
  }

  /** The status to publish. */
  EcommerceStackStatus status() {
    return status;
  }
}
