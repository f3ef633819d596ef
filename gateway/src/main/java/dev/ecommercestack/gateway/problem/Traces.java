package dev.ecommercestack.gateway.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace of a request, by which its log lines are found in all services. */
public final class Traces {
  private Traces() {}

  /** Returns its id (W3C trace context), empty when there is none. */
  public static String id(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(observation -> (TracingContext) observation.get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(Span::context)
        .map(context -> context.traceId())
        .orElse("");
  }
}
