package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.request.Client;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells services who the client is; the framework's own filters, before, have removed the rest. */
@Component
final class ForwardedHeaders implements HttpHeadersFilter, Ordered {
  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    Client client = Client.of(exchange);
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(sent);
    headers.set("X-Forwarded-For", client.address());
    headers.set("X-Forwarded-Proto", client.scheme());
    if (!client.host().isEmpty()) {
      headers.set("X-Forwarded-Host", client.host());
    }
    return headers;
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
