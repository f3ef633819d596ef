package dev.ecommercestack.gateway.route;

import java.io.IOException;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Makes Spring Cloud Gateway routes of the rows of the route table that lead to services. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = LoadBalancerConfiguration.class)
class ServiceRouteConfiguration {
  private static final long NO_TIMEOUT = -1;

  @Bean
  RouteLocator serviceRoutes(RouteLocatorBuilder builder, HttpClientProperties httpClient) {
    InstanceStreamLimit streamLimit =
        new InstanceStreamLimit(httpClient.getPool().getMaxConnections() / 2);
    RouteLocatorBuilder.Builder routes = builder.routes();
    PublicRouteTable.all()
        .filter(route -> route.target() instanceof RouteTarget.Service)
        .forEach(
            route ->
                routes.route(
                    route.name(), predicates -> serviceRoute(predicates, route, streamLimit)));
    return routes.build();
  }

  private static Buildable<Route> serviceRoute(
      PredicateSpec predicates, PublicRoute route, InstanceStreamLimit streamLimit) {
    RouteTarget.Service service = (RouteTarget.Service) route.target();
    return predicates
        .predicate(route::isRouteOf)
        .filters(
            filters -> {
              GatewayFilterSpec limited = service.streams() ? streamLimit.addTo(filters) : filters;
              return route.retryable() ? withRetry(limited) : limited;
            })
        .metadata(
            RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
            service.streams() ? NO_TIMEOUT : service.timeout().toMillis())
        .uri("lb://" + service.name());
  }

  /** Retries once, at another instance, when one cannot be reached or answers 503. */
  private static UriSpec withRetry(GatewayFilterSpec filters) {
    return filters
        .retry(
            retry ->
                retry
                    .setRetries(1)
                    .setMethods(HttpMethod.GET, HttpMethod.HEAD)
                    .setSeries()
                    .setStatuses(HttpStatus.SERVICE_UNAVAILABLE)
                    .setExceptions(IOException.class))
        .filter(new TriedInstances());
  }
}
