package dev.ecommercestack.order.remote;

import dev.ecommercestack.platform.client.RemoteProblemException;
import java.util.Set;

/** Tells a decision of another service from a failure. */
final class Refusals {
  private static final Set<Integer> DECISIONS = Set.of(400, 404, 409, 410, 422);

  /** Said by frameworks, proxies and colliding transactions rather than by a decision. */
  private static final Set<String> NO_DECISION =
      Set.of(
          "bad_request",
          "not_found",
          "conflict",
          "gone",
          "unprocessable_content",
          "unprocessable_entity",
          "malformed_request",
          "idempotency_in_progress");

  /** A call whose refusal is a decision. */
  @FunctionalInterface
  interface Call<T> {
    T run();
  }

  private Refusals() {}

  /**
   * Calls another service.
   *
   * @throws RefusedException if it will never do it
   */
  static <T> T refusable(Call<T> call) throws RefusedException {
    try {
      return call.run();
    } catch (RemoteProblemException e) {
      if (decision(e)) {
        throw new RefusedException(e);
      }
      throw e;
    }
  }

  /** Calls another service to give something back; what it does not know it need not. */
  static void giveBack(Runnable call) {
    try {
      call.run();
    } catch (RemoteProblemException e) {
      if (e.remoteStatus().value() != 404 || !decision(e)) {
        throw e;
      }
    }
  }

  private static boolean decision(RemoteProblemException e) {
    return DECISIONS.contains(e.remoteStatus().value()) && !NO_DECISION.contains(e.remoteCode());
  }
}
