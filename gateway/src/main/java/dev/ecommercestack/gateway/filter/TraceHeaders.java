package dev.ecommercestack.gateway.filter;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Removes the trace context of clients before the trace of a request starts: a client could have
 * every request recorded, and choose ids that others have. A trusted proxy's trace is continued,
 * with its decision about sampling.
 */
@Component
final class TraceHeaders implements HttpHandlerDecoratorFactory {
  private static final List<String> NAMES = List.of("traceparent", "tracestate", "b3", "baggage");

  private final Supplier<TrustedProxies> trustedProxies;

  TraceHeaders(Supplier<TrustedProxies> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  @Override
  public HttpHandler apply(HttpHandler handler) {
    return (request, response) -> handler.handle(withoutTrace(request), response);
  }

  private ServerHttpRequest withoutTrace(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    return NAMES.stream().noneMatch(headers::containsHeader) || isTrusted(request)
        ? request
        : request.mutate().headers(all -> NAMES.forEach(all::remove)).build();
  }

  private boolean isTrusted(ServerHttpRequest request) {
    var remote = request.getRemoteAddress();
    return remote != null
        && remote.getAddress() != null
        && trustedProxies.get().contains(remote.getAddress().getHostAddress());
  }
}
