package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** No service token can be fetched: its issuer is down or does not accept this service's secret. */
public final class ServiceTokenException extends ProblemException {
  ServiceTokenException(String reason, @Nullable Throwable cause) {
    super(
        ProblemCode.SERVICE_TOKEN_UNAVAILABLE,
        "This service cannot identify itself to another one now: " + reason);
    if (cause != null) {
      initCause(cause);
    }
  }
}
