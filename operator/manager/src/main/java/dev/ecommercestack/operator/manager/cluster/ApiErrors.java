package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Turns error responses of the API server into results of single objects. */
final class ApiErrors {

  private static final int TOO_MANY_REQUESTS = 429;

  private ApiErrors() {}

  /**
   * Returns the result of a failed request. A conflict is temporary: another client, such as the
   * controller of quotas, wrote at the same time. A server error, too many requests and a timeout
   * are tried again: an admission webhook for this object only may be down.
   *
   * @param object the object of the request
   * @param failure the error of the client
   * @throws KubernetesClientException the failure itself when it does not concern the object (no
   *     connection, no valid login), so that the whole reconciliation is tried again
   */
  static ApplyResult toResult(HasMetadata object, KubernetesClientException failure) {
    var code = failure.getCode();
    if (code == HttpURLConnection.HTTP_CONFLICT) {
      return new ApplyResult.Waiting(
          "%s was changed by another client at the same time; it is checked again: %s"
              .formatted(ObjectNames.describe(object), cause(failure)));
    }
    if (isFailure(code) || isTimeout(failure)) {
      return new ApplyResult.Failed(
          "Kubernetes failed on %s; it is tried again: %s"
              .formatted(ObjectNames.describe(object), cause(failure)));
    }
    if (code < HttpURLConnection.HTTP_BAD_REQUEST || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw failure;
    }
    return new ApplyResult.Refused(
        "Kubernetes refused %s: %s".formatted(ObjectNames.describe(object), cause(failure)));
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
}
