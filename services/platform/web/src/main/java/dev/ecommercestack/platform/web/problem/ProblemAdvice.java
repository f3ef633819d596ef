package dev.ecommercestack.platform.web.problem;

import dev.ecommercestack.platform.problem.FieldProblem;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers every failure as a problem document with a code, and never with a stack trace. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 10)
public class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY = "Try again in a moment.";

  @ExceptionHandler
  @Nullable ResponseEntity<Object> problem(ProblemException exception, WebRequest request) {
    if (exception.status().is5xxServerError()) {
      log.warn("{}: {}", exception.code(), exception.detail(), exception.getCause());
    }
    return answer(exception, Problems.of(exception), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> constraint(
      ConstraintViolationException exception, WebRequest request) {
    List<FieldProblem> fields =
        exception.getConstraintViolations().stream()
            .map(v -> new FieldProblem(v.getPropertyPath().toString(), v.getMessage()))
            .toList();
    return answer(exception, invalid(fields), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> stale(
      OptimisticLockingFailureException exception, WebRequest request) {
    return answer(
        exception,
        Problems.of(
            ProblemCode.CONFLICT,
            "Somebody else changed this at the same time. Read it again and repeat the change."),
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> integrity(
      DataIntegrityViolationException exception, WebRequest request) {
    log.info("Refused by the database: {}", exception.getMostSpecificCause().getMessage());
    return answer(
        exception,
        Problems.of(ProblemCode.CONFLICT, "The request contradicts what is already stored."),
        request);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  @Nullable ResponseEntity<Object> storage(Exception exception, WebRequest request) {
    log.warn("The database cannot be used now", exception);
    return answer(
        exception,
        Problems.of(ProblemCode.UNAVAILABLE, "The service cannot store anything now. " + RETRY),
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> remote(ResourceAccessException exception, WebRequest request) {
    log.warn("Another service cannot be reached: {}", exception.getMessage());
    return answer(
        exception,
        Problems.of(
            ProblemCode.DEPENDENCY_UNAVAILABLE,
            "Another service that this request needs cannot be reached. " + RETRY),
        request);
  }

  /**
   * Security answers its own exceptions, Tomcat closes the connection of a response that has begun,
   * and a transaction may end without its database; everything else is our mistake and is logged.
   */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception exception, WebRequest request)
      throws Exception {
    if (exception instanceof AccessDeniedException
        || exception instanceof AuthenticationException
        || isCommitted(request)) {
      throw exception;
    }
    if (LostConnection.causes(exception)) {
      return storage(exception, request);
    }
    log.error("Request failed", exception);
    return answer(exception, StatusProblem.of(HttpStatus.INTERNAL_SERVER_ERROR.value()), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> fields =
        exception.getAllErrors().stream()
            .map(
                error ->
                    new FieldProblem(
                        error instanceof FieldError field
                            ? field.getField()
                            : error.getObjectName(),
                        message(error)))
            .toList();
    return answer(exception, invalid(fields), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> fields =
        exception.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                new FieldProblem(
                                    error instanceof FieldError field
                                        ? field.getField()
                                        : Objects.requireNonNullElse(
                                            result.getMethodParameter().getParameterName(), "?"),
                                    message(error))))
            .toList();
    return answer(exception, invalid(fields), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name =
        Objects.requireNonNullElse(
            exception instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : exception.getPropertyName(),
            "A value");
    return answer(
        exception,
        Problems.of(
            ProblemCode.BAD_REQUEST,
            "%s %s.".formatted(name, TypeDescription.of(exception.getRequiredType()))),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(exception, StatusProblem.notFound(), request);
  }

  /** Tomcat reads parameters when somebody first asks for one. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> parameters(
      InvalidParameterException exception, WebRequest request) {
    log.debug("Parameters that cannot be read", exception);
    return answer(
        exception,
        Problems.of(
            ProblemCode.BAD_REQUEST,
            "The parameters of the query must be UTF-8, written with percent signs."),
        request);
  }

  /** Spring Security checks names and values of headers and parameters when they are read. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> rejected(
      RequestRejectedException exception, WebRequest request) {
    log.debug("Characters that are not allowed", exception);
    return answer(exception, StatusProblem.badRequest(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException exception,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(exception, Problems.of(MalformedBody.explain(exception)), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Object document = body == null && exception instanceof ErrorResponse e ? e.getBody() : body;
    if (document instanceof ProblemDetail problem
        && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
      document =
          Problems.of(
              status,
              Problems.codeOf(status),
              Objects.requireNonNullElse(problem.getDetail(), "The request cannot be answered."));
    }
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    // Whatever the client would rather have: a problem without words helps nobody.
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(exception, document, all, status, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception exception, ProblemDetail problem, WebRequest request) {
    if (isCommitted(request) && exception instanceof RuntimeException e) {
      throw e; // With the end of the connection the client sees that the body is not complete.
    }
    HttpHeaders headers = new HttpHeaders();
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    }
    return handleExceptionInternal(
        exception, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  private static boolean isCommitted(WebRequest request) {
    return request instanceof ServletWebRequest servlet
        && servlet.getResponse() instanceof HttpServletResponse response
        && response.isCommitted();
  }

  private static ProblemDetail invalid(List<FieldProblem> fields) {
    return Problems.of(ProblemException.invalid(fields));
  }

  private static String message(MessageSourceResolvable error) {
    if (error instanceof FieldError field && field.contains(TypeMismatchException.class)) {
      return TypeDescription.of(field.unwrap(TypeMismatchException.class).getRequiredType());
    }
    return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
  }
}
