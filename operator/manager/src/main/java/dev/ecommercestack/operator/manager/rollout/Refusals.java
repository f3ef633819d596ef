package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;

/** Tells answers of the API server about an object from its being out of reach. */
final class Refusals {

  private static final int UNPROCESSABLE = 422;

  private static final Set<Integer> ABOUT_THE_OBJECT =
      Set.of(
          HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          UNPROCESSABLE);

  private Refusals() {}

  /**
   * Words a refusal for a person. A conflict passes by itself: somebody, such as the controller of
   * quotas, wrote at the same moment.
   *
   * @throws KubernetesClientException the failure itself when it does not concern the object, so
   *     that the whole reconciliation is tried again
   */
  static ApplyResult of(HasMetadata object, KubernetesClientException failure) {
    if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
      return new ApplyResult.Waiting(
          "%s met a change at the same moment and is looked at again: %s"
              .formatted(describe(object), cause(failure)));
    }
    if (!ABOUT_THE_OBJECT.contains(failure.getCode())) {
      throw failure;
    }
    return new ApplyResult.Refused(
        "Kubernetes refused %s: %s".formatted(describe(object), cause(failure)));
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
