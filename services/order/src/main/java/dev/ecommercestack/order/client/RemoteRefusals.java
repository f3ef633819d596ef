package dev.ecommercestack.order.client;

import dev.ecommercestack.platform.client.RemoteProblemException;
import java.util.Set;
import java.util.function.Supplier;

/** Distinguishes a refusal of another service, which is final, from a failure. */
final class RemoteRefusals {
  private static final Set<Integer> REFUSAL_STATUSES = Set.of(400, 404, 409, 410, 422);

  /** Error codes of frameworks, proxies and colliding transactions, which are no refusals. */
  private static final Set<String> FAILURE_CODES =
      Set.of(
          "bad_request",
          "not_found",
          "conflict",
          "gone",
          "unprocessable_content",
          "unprocessable_entity",
          "malformed_request",
          "idempotency_in_progress");

  private RemoteRefusals() {}

  /**
   * Calls another service.
   *
   * @param call the call
   * @return the result of the call
   * @throws RefusedException if the service refuses for good
   */
  static <T> T callOrRefuse(Supplier<T> call) throws RefusedException {
    try {
      return call.get();
    } catch (RemoteProblemException e) {
      if (isRefusal(e)) {
        throw new RefusedException(e);
      }
      throw e;
    }
  }

  /**
   * Calls another service to release something. The call succeeds if the service does not know what
   * is to be released.
   *
   * @param call the call
   */
  static void callIgnoringNotFound(Runnable call) {
    try {
      call.run();
    } catch (RemoteProblemException e) {
      if (e.remoteStatus().value() != 404 || !isRefusal(e)) {
        throw e;
      }
    }
  }

  private static boolean isRefusal(RemoteProblemException e) {
    return REFUSAL_STATUSES.contains(e.remoteStatus().value())
        && !FAILURE_CODES.contains(e.remoteCode());
  }
}
