package dev.ecommercestack.gateway.problem;

import dev.ecommercestack.platform.problem.ProblemCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Maps failures to the problems that the gateway answers with. */
final class ProblemMapper {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  private ProblemMapper() {}

  static GatewayProblemException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      GatewayProblemException known = known(cause);
      if (known != null) {
        return known;
      }
    }
    log.error("A request failed", failure);
    return new GatewayProblemException(
        ProblemCode.INTERNAL_ERROR, "Something went wrong in the gateway. Report the traceId.");
  }

  private static @Nullable GatewayProblemException known(Throwable failure) {
    return switch (failure) {
      case GatewayProblemException problem -> problem;
      case NotFoundException noInstance -> unavailable(noInstance);
      case ConnectException refused -> unavailable(refused);
      case UnknownHostException gone -> unavailable(gone);
      case TimeoutException slow -> timeout();
      case ResponseStatusException status -> of(status);
      case IOException lost ->
          new GatewayProblemException(
              ProblemCode.ANSWER_LOST,
              "The connection broke before the answer was complete. What you asked for may have"
                  + " happened: repeat it with the same Idempotency-Key.");
      default -> null;
    };
  }

  private static @Nullable Throwable next(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == failure ? null : cause;
  }

  private static GatewayProblemException unavailable(Exception cause) {
    log.warn("A service cannot be reached: {}", cause.getMessage());
    return new GatewayProblemException(
            ProblemCode.SERVICE_UNAVAILABLE,
            "This part of the shop cannot be reached now. Try again in a moment.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  private static GatewayProblemException timeout() {
    return new GatewayProblemException(
        ProblemCode.TIMEOUT,
        "This part of the shop did not answer in time. What you asked for may still happen: repeat"
            + " it with the same Idempotency-Key.");
  }

  static GatewayProblemException requestTimeout() {
    return new GatewayProblemException(
        ProblemCode.REQUEST_TIMEOUT,
        "The request body did not arrive in time. Nothing has happened: send the request again.");
  }

  private static GatewayProblemException of(ResponseStatusException exception) {
    HttpStatus status = HttpStatus.resolve(exception.getStatusCode().value());
    if (status == null) {
      status = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return switch (status) {
      case NOT_FOUND -> GatewayProblemException.notFound();
      case GATEWAY_TIMEOUT -> timeout();
      case SERVICE_UNAVAILABLE -> unavailable(exception);
      default -> GatewayProblemException.of(status);
    };
  }
}
