package dev.ecommercestack.eureka.access;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused requests, and counts them as {@code registry.requests.refused} by reason. */
final class RefusedRequests {
  private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);
  private static final int LONGEST_PATH = 200;

  /** Why a request is refused: it has no valid password, or its application may not send it. */
  enum Reason {
    CREDENTIALS,
    RULE
  }

  private final MeterRegistry metrics;

  RefusedRequests(MeterRegistry metrics) {
    this.metrics = metrics;
    for (Reason reason : Reason.values()) {
      count(reason, 0);
    }
  }

  /**
   * @param detail a few words for the log, without a secret
   */
  void add(HttpServletRequest request, Reason reason, String detail) {
    String caller = RequestRules.caller();
    // A server takes no path with a control character, so a request cannot forge lines of the log.
    String path = request.getRequestURI();
    log.warn(
        "Refused {} {} of {} from {}: {}",
        request.getMethod(),
        path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path,
        caller == null ? "an unknown application" : "application " + caller,
        request.getRemoteAddr(),
        detail);
    count(reason, 1);
  }

  private void count(Reason reason, int requests) {
    metrics
        .counter("registry.requests.refused", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment(requests);
  }
}
