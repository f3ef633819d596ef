package dev.ecommercestack.gateway.route;

import dev.ecommercestack.gateway.request.RequestBodyProgress;
import dev.ecommercestack.platform.balancing.EjectedInstances;
import dev.ecommercestack.platform.balancing.InstanceOutcomes;
import dev.ecommercestack.platform.config.LiveConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Spring Cloud Gateway routes of the rows of the route table that lead to services. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = LoadBalancerConfiguration.class)
class ServiceRouteConfiguration {
  private static final long NO_TIMEOUT = -1;

  @Bean
  EjectedInstances ejectedInstances(MeterRegistry meters) {
    EjectedInstances ejected = new EjectedInstances();
    Gauge.builder("gateway.instances.ejected", ejected, EjectedInstances::count)
        .description("Instances that get no requests, because the last ones failed")
        .register(meters);
    return ejected;
  }

  /** A request whose client is slow to send its body says nothing about the instance. */
  @Bean
  InstanceOutcomes instanceOutcomes(EjectedInstances ejected) {
    return new InstanceOutcomes(
        ejected, request -> RequestBodyProgress.waitsForClient(TriedInstances.attributes(request)));
  }

  @Bean
  RouteLocator serviceRoutes(
      RouteLocatorBuilder builder,
      HttpClientProperties httpClient,
      MeterRegistry meters,
      LiveConfig config) {
    InstanceStreamLimit streamLimit =
        new InstanceStreamLimit(httpClient.getPool().getMaxConnections() / 2);
    Map<PublicRoute, RouteCircuitBreaker> breakers = new LinkedHashMap<>();
    PublicRouteTable.all()
        .filter(route -> route.target() instanceof RouteTarget.Service)
        .forEach(route -> breakers.put(route, new RouteCircuitBreaker(route, meters)));
    // Spring Cloud Gateway asks for the routes again after each refresh of the environment.
    Supplier<RouteLocator> current =
        config
            .bind(ServiceTimeouts.PREFIX, ServiceTimeouts.class)
            .map(timeouts -> routes(builder, timeouts, streamLimit, breakers));
    return () -> current.get().getRoutes();
  }

  private static RouteLocator routes(
      RouteLocatorBuilder builder,
      ServiceTimeouts timeouts,
      InstanceStreamLimit streamLimit,
      Map<PublicRoute, RouteCircuitBreaker> breakers) {
    RouteLocatorBuilder.Builder routes = builder.routes();
    breakers.forEach(
        (route, breaker) ->
            routes.route(
                route.name(),
                predicates -> serviceRoute(predicates, route, timeouts, streamLimit, breaker)));
    return routes.build();
  }

  private static Buildable<Route> serviceRoute(
      PredicateSpec predicates,
      PublicRoute route,
      ServiceTimeouts timeouts,
      InstanceStreamLimit streamLimit,
      RouteCircuitBreaker breaker) {
    RouteTarget.Service service = (RouteTarget.Service) route.target();
    return predicates
        .predicate(route::isRouteOf)
        .filters(
            filters -> {
              GatewayFilterSpec limited = service.streams() ? streamLimit.addTo(filters) : filters;
              // In this order: a request that is retried counts once.
              return limited.filter(breaker).filter(new RequestRetry());
            })
        .metadata(
            RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
            service.streams() ? NO_TIMEOUT : service.timeout(timeouts).toMillis())
        .uri("lb://" + service.name());
  }
}
