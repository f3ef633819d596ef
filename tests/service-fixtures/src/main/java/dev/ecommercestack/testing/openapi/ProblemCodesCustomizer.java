package dev.ecommercestack.testing.openapi;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.models.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Lists in {@code x-problem-codes} the error codes with which a service answers an operation. The
 * gateway adds its own and writes the responses of all.
 */
final class ProblemCodesCustomizer implements GlobalOperationCustomizer {
  private static final String EXTENSION = "x-problem-codes";
  private static final List<ProblemCode> AUTHENTICATION =
      List.of(ProblemCode.UNAUTHENTICATED, ProblemCode.INVALID_TOKEN, ProblemCode.KEYS_UNAVAILABLE);

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    operation.addExtension(EXTENSION, codes(method).stream().map(ProblemCode::code).toList());
    return operation;
  }

  /** Returns the codes that are named at the method, and those that follow from it. */
  static Set<ProblemCode> codes(HandlerMethod method) {
    Set<ProblemCode> codes =
        EnumSet.of(
            ProblemCode.VALIDATION_FAILED,
            ProblemCode.MALFORMED_REQUEST,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.UNAVAILABLE);
    Stream.of(method.getMethod(), method.getBeanType())
        .map(place -> AnnotatedElementUtils.findMergedAnnotation(place, ProblemResponses.class))
        .filter(Objects::nonNull)
        .forEach(named -> codes.addAll(List.of(named.value())));
    addCodesOfParameters(method, codes);
    if (isSecured(method)) {
      codes.add(ProblemCode.FORBIDDEN);
      codes.addAll(AUTHENTICATION);
    }
    if (method.hasMethodAnnotation(Idempotent.class)) {
      codes.addAll(
          List.of(
              ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
              ProblemCode.IDEMPOTENCY_KEY_INVALID,
              ProblemCode.IDEMPOTENCY_IN_PROGRESS,
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              ProblemCode.CONTENT_TOO_LARGE,
              ProblemCode.TOO_MANY_UPLOADS));
    }
    return codes;
  }

  private static void addCodesOfParameters(HandlerMethod method, Set<ProblemCode> codes) {
    if (hasParameter(
        method,
        parameter ->
            parameter.hasParameterAnnotation(PathVariable.class)
                || parameter.hasParameterAnnotation(RequestParam.class))) {
      codes.add(ProblemCode.BAD_REQUEST);
    }
    if (hasParameter(method, parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
      codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    if (hasParameter(method, parameter -> parameter.getParameterType() == PageQuery.class)) {
      codes.addAll(List.of(ProblemCode.INVALID_LIMIT, ProblemCode.INVALID_CURSOR));
    }
    if (hasParameter(method, parameter -> parameter.getParameterType() == CurrentUser.class)) {
      codes.add(ProblemCode.NOT_A_PERSON);
      codes.addAll(AUTHENTICATION);
    }
  }

  private static boolean isSecured(HandlerMethod method) {
    return AnnotatedElementUtils.hasAnnotation(method.getMethod(), PreAuthorize.class)
        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), PreAuthorize.class);
  }

  private static boolean hasParameter(HandlerMethod method, Predicate<MethodParameter> condition) {
    return Stream.of(method.getMethodParameters()).anyMatch(condition);
  }
}
