package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells answers of the API server about an object from its being out of reach. */
final class Refusals {

  private static final int TOO_MANY_REQUESTS = 429;

  private Refusals() {}

  /**
   * Words an answer about an object for a person. A conflict passes by itself: somebody, such as
   * the controller of quotas, wrote at the same moment. A server error, too many requests and a
   * request without an answer in time are tried again: an admission webhook may be down that is
   * asked about this object only.
   *
   * @throws KubernetesClientException the failure itself when it does not concern the object (no
   *     connection, no valid login), so that the whole reconciliation is tried again
   */
  static ApplyResult of(HasMetadata object, KubernetesClientException failure) {
    var code = failure.getCode();
    if (code == HttpURLConnection.HTTP_CONFLICT) {
      return new ApplyResult.Waiting(
          "%s met a change at the same moment and is looked at again: %s"
              .formatted(describe(object), cause(failure)));
    }
    if (isFailure(code) || isTimeout(failure)) {
      return new ApplyResult.Failed(
          "Kubernetes failed on %s, which is tried again: %s"
              .formatted(describe(object), cause(failure)));
    }
    if (code < HttpURLConnection.HTTP_BAD_REQUEST || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw failure;
    }
    return new ApplyResult.Refused(
        "Kubernetes refused %s: %s".formatted(describe(object), cause(failure)));
  }

  private static boolean isFailure(int code) {
    return code >= HttpURLConnection.HTTP_INTERNAL_ERROR
        || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT
        || code == TOO_MANY_REQUESTS;
  }

  private static boolean isTimeout(KubernetesClientException failure) {
    return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(TimeoutException.class::isInstance);
  }

  private static String cause(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(status -> status.getMessage())
        .orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  /** Kind and name, as in {@code StatefulSet shop-kafka}. */
  static String describe(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
