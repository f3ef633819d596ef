package dev.ecommercestack.testing.openapi;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.testing.problems.ReturnedCodes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Fails a request of a test that a public operation answers with an error code that its document
 * does not have. The codes of all tests of a module are in {@code target/problem-codes.txt}.
 */
@ControllerAdvice
final class DocumentedProblems implements ResponseBodyAdvice<Object> {
  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem
        && request instanceof ServletServerHttpRequest servlet
        && problem.getProperties() != null
        && problem.getProperties().get("code") instanceof String code) {
      check(code, servlet.getServletRequest());
      ReturnedCodes.add(code);
    }
    return body;
  }

  private static void check(String code, HttpServletRequest request) {
    if (request.getRequestURI().startsWith("/api/")
        && request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod method
        && ProblemCode.of(code).stream()
            .noneMatch(ProblemCodesCustomizer.codes(method)::contains)) {
      throw new IllegalStateException(
          "%s %s answers %s, which its @ProblemResponses do not name"
              .formatted(request.getMethod(), request.getRequestURI(), code));
    }
  }
}
