package dev.ecommercestack.platform.balancing;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A request that no service has seen, because there was no connection to send it on: every method
 * may be sent again.
 */
public final class UnsentRequest {
  private UnsentRequest() {}

  /**
   * Returns whether a failure, or one of its causes, says that there was no connection: refused, no
   * answer to the attempt to connect, no route, no address. A connection that was lost later does
   * not count, as the service may have seen the request.
   */
  public static boolean causedBy(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  static @Nullable Throwable next(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == failure ? null : cause;
  }
}
