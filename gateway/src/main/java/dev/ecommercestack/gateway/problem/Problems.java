package dev.ecommercestack.gateway.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a failure means to whoever asked. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static ProblemException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      ProblemException known = known(cause);
      if (known != null) {
        return known;
      }
    }
    log.error("A request failed", failure);
    return new ProblemException(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal_error",
        "Something went wrong in the gateway. Report the traceId.");
  }

  private static @Nullable ProblemException known(Throwable failure) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case NotFoundException noInstance -> unavailable(noInstance);
      case ConnectException refused -> unavailable(refused);
      case UnknownHostException gone -> unavailable(gone);
      case TimeoutException slow -> timeout();
      case ResponseStatusException status -> of(status);
      case IOException lost ->
          new ProblemException(
              HttpStatus.BAD_GATEWAY,
              "answer_lost",
              "The connection broke before the answer was complete. What you asked for may have"
                  + " happened: repeat it with the same Idempotency-Key.");
      default -> null;
    };
  }

  private static @Nullable Throwable next(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == failure ? null : cause;
  }

  private static ProblemException unavailable(Exception cause) {
    log.warn("A service cannot be reached: {}", cause.getMessage());
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service_unavailable",
            "This part of the shop cannot be reached now. Try again in a moment.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  private static ProblemException timeout() {
    return new ProblemException(
        HttpStatus.GATEWAY_TIMEOUT,
        "timeout",
        "This part of the shop did not answer in time. What you asked for may still happen: repeat"
            + " it with the same Idempotency-Key.");
  }

  private static ProblemException of(ResponseStatusException exception) {
    HttpStatus status = HttpStatus.resolve(exception.getStatusCode().value());
    if (status == null) {
      status = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return switch (status) {
      case NOT_FOUND -> ProblemException.notFound();
      case GATEWAY_TIMEOUT -> timeout();
      case SERVICE_UNAVAILABLE -> unavailable(exception);
      default ->
          new ProblemException(
              status, status.name().toLowerCase(Locale.ROOT), status.getReasonPhrase() + ".");
    };
  }
}
