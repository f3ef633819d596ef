package dev.ecommercestack.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_LOADBALANCER_RESPONSE_ATTR;

import dev.ecommercestack.platform.balancing.InstanceOutcomes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.web.server.ServerWebExchange;

/**
 * Remembers the instances that a request was sent to, so that a retry goes to another one. Round
 * robin alone may choose the same instance again while other requests run.
 */
final class TriedInstances {
  private static final String ATTRIBUTE = TriedInstances.class.getName();

  private TriedInstances() {}

  /** Adds the instance that a request was sent to last. */
  static void addInstance(ServerWebExchange exchange) {
    if (exchange.getAttribute(GATEWAY_LOADBALANCER_RESPONSE_ATTR) instanceof Response<?> last
        && last.getServer() instanceof ServiceInstance instance) {
      Set<String> tried =
          exchange.getAttributeOrDefault(ATTRIBUTE, ConcurrentHashMap.<String>newKeySet());
      tried.add(InstanceOutcomes.address(instance));
      exchange.getAttributes().put(ATTRIBUTE, tried);
    }
  }

  /**
   * Returns the instances that a request has not been sent to yet, or all when there are none.
   *
   * @param instances all instances of the service
   * @param request the request as the load balancer knows it
   */
  static List<ServiceInstance> untried(List<ServiceInstance> instances, Request<?> request) {
    if (!(attributes(request).get(ATTRIBUTE) instanceof Set<?> tried)) {
      return instances;
    }
    List<ServiceInstance> untried =
        instances.stream()
            .filter(instance -> !tried.contains(InstanceOutcomes.address(instance)))
            .toList();
    return untried.isEmpty() ? instances : untried;
  }

  /** Returns the attributes of the request that is balanced; none for the gateway's own. */
  static Map<String, Object> attributes(Request<?> request) {
    return request.getContext() instanceof RequestDataContext context
            && context.getClientRequest() != null
            && context.getClientRequest().getAttributes() != null
        ? context.getClientRequest().getAttributes()
        : Map.of();
  }
}
