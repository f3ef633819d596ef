package dev.ecommercestack.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_LOADBALANCER_RESPONSE_ATTR;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers, inside the repetition, which instances a request has been sent to: round robin alone
 * may come back to the same one when other requests run at the same time. Ends the repetition once
 * the client has begun to read.
 */
final class TriedInstances implements GatewayFilter {
  private static final String ATTRIBUTE = TriedInstances.class.getName();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (exchange.getAttribute(GATEWAY_LOADBALANCER_RESPONSE_ATTR) instanceof Response<?> last
        && last.getServer() instanceof ServiceInstance instance) {
      Set<String> tried =
          exchange.getAttributeOrDefault(ATTRIBUTE, ConcurrentHashMap.<String>newKeySet());
      tried.add(address(instance));
      exchange.getAttributes().put(ATTRIBUTE, tried);
    }
    // What the client has begun to read cannot be asked for again: this ends the repetition.
    return chain
        .filter(exchange)
        .onErrorMap(
            failure -> exchange.getResponse().isCommitted(),
            failure -> new IllegalStateException("The answer broke off: " + failure));
  }

  /** Returns the instances that have not been tried; all of them when there are no others. */
  static List<ServiceInstance> others(List<ServiceInstance> instances, Request<?> request) {
    if (!(request.getContext() instanceof RequestDataContext context)
        || context.getClientRequest() == null) {
      return instances;
    }
    Map<String, Object> attributes = context.getClientRequest().getAttributes();
    if (attributes == null || !(attributes.get(ATTRIBUTE) instanceof Set<?> tried)) {
      return instances;
    }
    List<ServiceInstance> others =
        instances.stream().filter(instance -> !tried.contains(address(instance))).toList();
    return others.isEmpty() ? instances : others;
  }

  private static String address(ServiceInstance instance) {
    return instance.getHost() + ":" + instance.getPort();
  }
}
