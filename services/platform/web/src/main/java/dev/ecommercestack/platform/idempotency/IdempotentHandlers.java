package dev.ecommercestack.platform.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds out which requests go to {@link Idempotent} methods. */
final class IdempotentHandlers {
  private final RequestMappingHandlerMapping mapping;

  IdempotentHandlers(RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  /** Returns the annotation of the method that a request goes to, if it has one. */
  Optional<Idempotent> find(HttpServletRequest request) throws ServletException {
    if (!"POST".equals(request.getMethod())) {
      return Optional.empty();
    }
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      ServletRequestPathUtils.parseAndCache(request);
    }
    HandlerExecutionChain chain;
    try {
      chain = mapping.getHandler(request);
    } catch (Exception e) {
      // Whatever is wrong with the request, the dispatcher finds it too and answers it.
      return Optional.empty();
    }
    return chain != null && chain.getHandler() instanceof HandlerMethod method
        ? Optional.ofNullable(method.getMethodAnnotation(Idempotent.class))
        : Optional.empty();
  }
}
