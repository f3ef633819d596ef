package dev.ecommercestack.gateway.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the Spring Cloud Gateway route of a request to a service by the name of its row in the
 * route table, which {@link PublicRouteTable} has found before. The superclass tests the predicates
 * of all routes in turn; it still does so for routes that have no row of that name.
 */
@Component
final class ServiceRouteMapping extends RoutePredicateHandlerMapping {
  private final RouteLocator locator;
  private volatile @Nullable Map<String, Route> routesByName;

  ServiceRouteMapping(
      FilteringWebHandler webHandler,
      RouteLocator locator,
      GlobalCorsProperties globalCors,
      Environment environment) {
    super(webHandler, locator, globalCors, environment);
    this.locator = locator;
  }

  /** Forgets the routes when they were made again. */
  @EventListener
  void forgetRoutes(RefreshRoutesResultEvent refreshed) {
    routesByName = null;
  }

  @Override
  protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
    PublicRoute row = PublicRoute.of(exchange);
    if (!(row.target() instanceof RouteTarget.Service)) {
      return super.lookupRoute(exchange);
    }
    Map<String, Route> known = routesByName;
    return known == null
        ? locator
            .getRoutes()
            .collectMap(Route::getId)
            .doOnNext(routes -> routesByName = routes)
            .mapNotNull(routes -> routes.get(row.name()))
        : Mono.justOrEmpty(known.get(row.name()));
  }
}
