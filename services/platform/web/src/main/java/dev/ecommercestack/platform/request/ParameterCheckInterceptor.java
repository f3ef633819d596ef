package dev.ecommercestack.platform.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Refuses requests with parameters, or a body, that their handler method does not read. */
final class ParameterCheckInterceptor implements HandlerInterceptor {
  private final Supplier<RequestMappingHandlerAdapter> adapter;
  private final Map<Method, HandlerParameters> known = new ConcurrentHashMap<>();

  /**
   * @param adapter the adapter that calls the handler methods; looked up at the first request
   */
  ParameterCheckInterceptor(Supplier<RequestMappingHandlerAdapter> adapter) {
    this.adapter = adapter;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // An asynchronous response passes here a second time.
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method) {
      known
          .computeIfAbsent(method.getMethod(), unknown -> HandlerParameters.of(method, resolvers()))
          .check(request);
    }
    return true;
  }

  private List<HandlerMethodArgumentResolver> resolvers() {
    return Objects.requireNonNull(adapter.get().getArgumentResolvers());
  }
}
