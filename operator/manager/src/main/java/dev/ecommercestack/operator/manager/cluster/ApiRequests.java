package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Sends the requests of one reconciliation, each about one object. An error or a timeout is the
 * result of that object; requests about other objects continue.
 *
 * <p>The total time of failed requests is limited: a webhook that hangs blocks a thread of the
 * operator for {@link #MAX_FAILED_REQUEST_TIME} and one more request, not for one request per
 * object.
 */
final class ApiRequests {

  /** Total time of failed requests after which a reconciliation ends. */
  static final Duration MAX_FAILED_REQUEST_TIME = Duration.ofSeconds(15);

  private final Changes changes;
  private final InstantSource clock;
  private Duration failedRequestTime = Duration.ZERO;

  ApiRequests(Changes changes, InstantSource clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Sends a request.
   *
   * @param object the object of the request, for messages
   * @param request sends the request and returns the result of a successful one
   * @throws KubernetesClientException if the API server is out of reach, or failed requests took
   *     too long together
   */
  ApplyResult send(HasMetadata object, Supplier<ApplyResult> request) {
    var start = clock.instant();
    try {
      return request.get();
    } catch (KubernetesClientException failure) {
      var result = ApiErrors.toResult(object, failure);
      if (result instanceof ApplyResult.Failed(var cause)) {
        failedRequestTime = failedRequestTime.plus(Duration.between(start, clock.instant()));
        if (failedRequestTime.compareTo(MAX_FAILED_REQUEST_TIME) > 0) {
          throw failure;
        }
        changes.failed(cause);
      }
      return result;
    }
  }
}
