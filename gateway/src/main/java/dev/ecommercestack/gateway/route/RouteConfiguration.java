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

/** Makes routes of the table's rows that lead to services. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = BalancerConfiguration.class)
class RouteConfiguration {
  private static final long NO_TIMEOUT = -1;

  @Bean
  RouteLocator serviceRoutes(RouteLocatorBuilder builder, HttpClientProperties connections) {
    StreamPlaces places = new StreamPlaces(connections.getPool().getMaxConnections() / 2);
    RouteLocatorBuilder.Builder routes = builder.routes();
    Entrances.all()
        .filter(entrance -> entrance.target() instanceof Target.Service)
        .forEach(
            entrance ->
                routes.route(entrance.name(), predicates -> route(predicates, entrance, places)));
    return routes.build();
  }

  private static Buildable<Route> route(
      PredicateSpec predicates, Entrance entrance, StreamPlaces places) {
    Target.Service service = (Target.Service) entrance.target();
    return predicates
        .predicate(entrance::isOf)
        .filters(
            filters -> {
              GatewayFilterSpec bounded = service.streams() ? places.bound(filters) : filters;
              return entrance.repeatable() ? repeated(bounded) : bounded;
            })
        .metadata(
            RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
            service.streams() ? NO_TIMEOUT : service.timeout().toMillis())
        .uri("lb://" + service.name());
  }

  /** Once more, to another instance, when one cannot be reached or says that it cannot answer. */
  private static UriSpec repeated(GatewayFilterSpec filters) {
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
