package dev.ecommercestack.gateway.registry;

import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.route.Entrance;
import dev.ecommercestack.gateway.route.Target;
import dev.ecommercestack.gateway.security.Caller;
import dev.ecommercestack.gateway.security.TokenCheck;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The registry's dashboard for administrators, read only. A browser that opens a page sends no
 * Bearer token: {@code POST /admin/session} with one puts it into a cookie that scripts cannot read
 * and that is sent to {@code /admin} only.
 */
@Configuration(proxyBeanMethods = false)
class RegistryRoutes {
  private static final String POLICY =
      "default-src 'self' 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'";
  private static final int TIMEOUT_MILLIS = 5000;

  @Bean
  RouteLocator dashboardRoutes(RouteLocatorBuilder builder, Environment environment) {
    String registry = registry(environment);
    return builder
        .routes()
        .route("registry-page", routes -> route(routes, registry, true))
        .route("registry-asset", routes -> route(routes, registry, false))
        .build();
  }

  private static Buildable<Route> route(PredicateSpec routes, String registry, boolean page) {
    return routes
        .predicate(
            exchange ->
                Entrance.of(exchange).target() instanceof Target.Registry
                    && isPage(exchange) == page)
        .filters(filters -> page ? rewritten(local(filters)) : local(filters))
        .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, TIMEOUT_MILLIS)
        .uri(registry);
  }

  private static boolean isPage(ServerWebExchange exchange) {
    return !exchange.getRequest().getPath().value().startsWith(Dashboard.PATH + "/eureka/");
  }

  private static GatewayFilterSpec local(GatewayFilterSpec filters) {
    return filters
        .rewritePath(Dashboard.PATH + "/?(?<rest>.*)", "/${rest}")
        .removeRequestHeader(HttpHeaders.AUTHORIZATION)
        .removeRequestHeader(HttpHeaders.ACCEPT_ENCODING)
        .setResponseHeader("Content-Security-Policy", POLICY);
  }

  private static GatewayFilterSpec rewritten(GatewayFilterSpec filters) {
    return filters.modifyResponseBody(
        String.class,
        String.class,
        (exchange, html) -> html == null ? Mono.empty() : Mono.just(Dashboard.under(html)));
  }

  /**
   * Returns the first of the registry's addresses, without the path of its API. They are bound as
   * the registry's client binds them: a placeholder does not find an environment variable for the
   * capital in {@code defaultZone}.
   */
  static String registry(Environment environment) {
    String addresses =
        Binder.get(environment)
            .bind("eureka.client.service-url", Bindable.mapOf(String.class, String.class))
            .get()
            .getOrDefault("defaultZone", "");
    URI first = URI.create(addresses.split(",", -1)[0].strip());
    return first.getScheme() + "://" + first.getHost() + ":" + port(first);
  }

  private static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }

  @Bean
  RouterFunction<ServerResponse> adminSessionRoutes() {
    return RouterFunctions.route()
        .POST("/admin/session", RegistryRoutes::open)
        .DELETE("/admin/session", request -> answer(cookie(request, "", Duration.ZERO)))
        .build();
  }

  private static Mono<ServerResponse> open(ServerRequest request) {
    Caller caller = Caller.of(request.exchange()).orElseThrow();
    Duration lifetime = Duration.between(Instant.now(), caller.expiresAt());
    return answer(cookie(request, caller.token(), lifetime));
  }

  private static ResponseCookie cookie(ServerRequest request, String value, Duration lifetime) {
    return ResponseCookie.from(TokenCheck.ADMIN_COOKIE, value)
        .path("/admin")
        .httpOnly(true)
        .sameSite("Strict")
        .secure(Client.of(request.exchange()).secure())
        .maxAge(lifetime)
        .build();
  }

  private static Mono<ServerResponse> answer(ResponseCookie cookie) {
    return ServerResponse.noContent().cookie(cookie).build();
  }
}
