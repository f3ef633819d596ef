package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** Refusals of requests beyond a limit, which are counted by the kind of limit. */
final class TooManyRequests {
  private final MeterRegistry meters;

  TooManyRequests(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Returns the refusal of a request.
   *
   * @param limit the kind of limit, for the metric
   * @param waitTime the time until there is a token
   */
  GatewayProblemException of(String limit, Duration waitTime) {
    Counter.builder("gateway.ratelimit.refused")
        .description("Requests beyond a limit of their account or client address")
        .tag("limit", limit)
        .register(meters)
        .increment();
    // Rounded up, so that a request after this time is not refused again.
    long seconds = waitTime.plusMillis(999).toSeconds();
    return new GatewayProblemException(
            ProblemCode.TOO_MANY_REQUESTS,
            "Too many requests at once. Try again in %d seconds.".formatted(seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }
}
