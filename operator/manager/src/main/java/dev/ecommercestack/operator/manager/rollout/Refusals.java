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
          HttpURLConnection.HTTP_CONFLICT,
          UNPROCESSABLE);

  private Refusals() {}

  /**
   * Words a refusal for a person.
   *
   * @throws KubernetesClientException the failure itself when it does not concern the object, so
   *     that the whole reconciliation is tried again
   */
  static ApplyResult.Refused refused(HasMetadata object, KubernetesClientException failure) {
    if (!ABOUT_THE_OBJECT.contains(failure.getCode())) {
      throw failure;
    }
    var cause =
        Optional.ofNullable(failure.getStatus())
            .map(status -> status.getMessage())
            .orElseGet(() -> String.valueOf(failure.getMessage()));
    return new ApplyResult.Refused("Kubernetes refused %s: %s".formatted(describe(object), cause));
  }

  /** Kind and name, as in {@code StatefulSet shop-kafka}. */
  static String describe(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
