package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** No service token can be fetched: its issuer is down or does not accept this service's secret. */
public final class ServiceTokenException extends ProblemException {
  ServiceTokenException(String reason, @Nullable Throwable cause) {
    super(
        HttpStatus.SERVICE_UNAVAILABLE,
        "service_token_unavailable",
        "This service cannot identify itself to another one now: " + reason);
    if (cause != null) {
      initCause(cause);
    }
  }
}
