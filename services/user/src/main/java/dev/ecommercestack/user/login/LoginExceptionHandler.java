package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.Problems;
import dev.ecommercestack.user.password.HashingBusyException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Responses to attempts that must wait. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoginExceptionHandler {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> throttled(TooManyAttemptsException exception) {
    // Rounded up, so that a client that waits this long is admitted.
    long seconds = exception.waitTime().plus(Duration.ofMillis(999)).toSeconds();
    ProblemDetail problem =
        Problems.of(
            ProblemCode.TOO_MANY_ATTEMPTS,
            "Too many wrong passwords for this account or from this network. Try again in %d seconds."
                .formatted(seconds));
    problem.setProperty("retryAfterSeconds", seconds);
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> busy(HashingBusyException exception) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(
            Problems.of(
                ProblemCode.UNAVAILABLE, "Too many people log in at once. Try again in a moment."));
  }
}
