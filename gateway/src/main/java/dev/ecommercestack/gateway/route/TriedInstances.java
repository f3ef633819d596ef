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
 * Remembers the instances that a request was sent to, so that a retry goes to another one. Round
 * robin alone may choose the same instance again while other requests run. This filter runs inside
 * the retry filter, once for each attempt.
 */
final class TriedInstances implements GatewayFilter {
  private static final String ATTRIBUTE = TriedInstances.class.getName();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (exchange.getAttribute(GATEWAY_LOADBALANCER_RESPONSE_ATTR) instanceof Response<?> previous
        && previous.getServer() instanceof ServiceInstance instance) {
      Set<String> tried =
          exchange.getAttributeOrDefault(ATTRIBUTE, ConcurrentHashMap.<String>newKeySet());
      tried.add(address(instance));
      exchange.getAttributes().put(ATTRIBUTE, tried);
    }
    // The client has a part of the response already: another exception type ends the retries.
    return chain
        .filter(exchange)
        .onErrorMap(
            failure -> exchange.getResponse().isCommitted(),
            failure -> new IllegalStateException("The response was cut off: " + failure));
  }

  /**
   * Returns the instances that a request has not been sent to yet, or all when there are none.
   *
   * @param instances all instances of the service
   * @param request the request as the load balancer knows it
   */
  static List<ServiceInstance> untried(List<ServiceInstance> instances, Request<?> request) {
    if (!(request.getContext() instanceof RequestDataContext context)
        || context.getClientRequest() == null) {
      return instances;
    }
    Map<String, Object> attributes = context.getClientRequest().getAttributes();
    if (attributes == null || !(attributes.get(ATTRIBUTE) instanceof Set<?> tried)) {
      return instances;
    }
    List<ServiceInstance> untried =
        instances.stream().filter(instance -> !tried.contains(address(instance))).toList();
    return untried.isEmpty() ? instances : untried;
  }

  private static String address(ServiceInstance instance) {
    return instance.getHost() + ":" + instance.getPort();
  }
}
