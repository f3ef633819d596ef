package dev.ecommercestack.gateway.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace of a request, by which its log lines are found in all services. */
public final class Traces {
  private Traces() {}

  /** Returns its id (W3C trace context), empty when there is none. */
  public static String id(ServerWebExchange exchange) {
    TraceContext context = context(exchange);
    return context == null ? "" : context.traceId();
  }

  /** Returns the span of the gateway in it; null when there is none. */
  public static @Nullable TraceContext context(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(observation -> (TracingContext) observation.get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(Span::context)
        .orElse(null);
  }
}
