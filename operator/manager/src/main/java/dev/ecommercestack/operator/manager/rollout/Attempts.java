package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Makes the requests of one reconciliation, each about one object. What the API server answers, or
 * fails to answer in time, is the result for that object; requests about others go on.
 *
 * <p>Slow failures have a limit together: a webhook that hangs keeps a thread of the operator for
 * {@link #LONGEST_LOSS} and one request more, not for as many requests as there are objects.
 */
final class Attempts {

  /** Time that failed requests may take in one reconciliation; more ends it. */
  static final Duration LONGEST_LOSS = Duration.ofSeconds(15);

  private final Changes changes;
  private final InstantSource clock;
  private Duration lost = Duration.ZERO;

  Attempts(Changes changes, InstantSource clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Makes a request.
   *
   * @param object object of the request, for messages
   * @param request the request and what it comes to when the API server does it
   * @throws KubernetesClientException if the API server is out of reach, or failed requests took
   *     too long together
   */
  ApplyResult on(HasMetadata object, Supplier<ApplyResult> request) {
    var start = clock.instant();
    try {
      return request.get();
    } catch (KubernetesClientException failure) {
      var result = Refusals.of(object, failure);
      if (result instanceof ApplyResult.Failed(var cause)) {
        lost = lost.plus(Duration.between(start, clock.instant()));
        if (lost.compareTo(LONGEST_LOSS) > 0) {
          throw failure;
        }
        changes.failed(cause);
      }
      return result;
    }
  }
}
