package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.Traces;
import dev.ecommercestack.gateway.request.ClientConnection;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sets the X-Forwarded headers of requests to services, and the span of the gateway as the parent
 * of the service's, whether the trace is sampled or not. Runs after the header filters of Spring
 * Cloud Gateway, which remove hop-by-hop headers.
 */
@Component
final class ForwardedHeaders implements HttpHeadersFilter, Ordered {
  private final Propagator propagator;

  ForwardedHeaders(Propagator propagator) {
    this.propagator = propagator;
  }

  @Override
  public HttpHeaders filter(HttpHeaders original, ServerWebExchange exchange) {
    ClientConnection client = ClientConnection.of(exchange);
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(original);
    headers.set("X-Forwarded-For", client.address());
    headers.set("X-Forwarded-Proto", client.scheme());
    if (!client.host().isEmpty()) {
      headers.set("X-Forwarded-Host", client.host());
    }
    TraceContext trace = Traces.context(exchange);
    if (trace != null) {
      propagator.inject(trace, headers, (_, name, value) -> headers.set(name, value));
    }
    return headers;
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
