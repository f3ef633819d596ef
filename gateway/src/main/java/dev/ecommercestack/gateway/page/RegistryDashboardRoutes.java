package dev.ecommercestack.gateway.page;

import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.platform.registry.RegistryCredentials;
import java.net.URI;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The dashboard of the service registry, read only, for administrators. */
@Configuration(proxyBeanMethods = false)
class RegistryDashboardRoutes {
  private static final String PATH = "/admin/eureka";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self' 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'";
  private static final int RESPONSE_TIMEOUT_MILLIS = 5000;

  @Bean
  RouteLocator dashboardRoutes(
      RouteLocatorBuilder builder, Environment environment, RegistryCredentials credentials) {
    String registry = registryUrl(environment);
    return builder
        .routes()
        .route(
            "registry-page", predicates -> dashboardRoute(predicates, registry, credentials, true))
        .route(
            "registry-asset",
            predicates -> dashboardRoute(predicates, registry, credentials, false))
        .build();
  }

  /**
   * Makes the route of the pages, whose links are rewritten, or the route of the other files.
   *
   * @param registry the URL of the registry, without a path
   */
  private static Buildable<Route> dashboardRoute(
      PredicateSpec predicates, String registry, RegistryCredentials credentials, boolean page) {
    return predicates
        .predicate(
            exchange ->
                PublicRoute.of(exchange).target() instanceof RouteTarget.RegistryDashboard
                    && isPage(exchange) == page)
        .filters(
            filters -> {
              GatewayFilterSpec common = common(filters, credentials);
              return page ? withRewrittenLinks(common) : common;
            })
        .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, RESPONSE_TIMEOUT_MILLIS)
        .uri(registry);
  }

  private static boolean isPage(ServerWebExchange exchange) {
    return !exchange.getRequest().getPath().value().startsWith(PATH + "/eureka/");
  }

  private static GatewayFilterSpec common(
      GatewayFilterSpec filters, RegistryCredentials credentials) {
    return filters
        .rewritePath(PATH + "/?(?<rest>.*)", "/${rest}")
        .filter((exchange, chain) -> chain.filter(withLogin(exchange, credentials)))
        .removeRequestHeader(HttpHeaders.ACCEPT_ENCODING)
        // The registry asks the gateway for a password, not the administrator's browser.
        .removeResponseHeader(HttpHeaders.WWW_AUTHENTICATE)
        .setResponseHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  /** Replaces the token of the administrator by the login of the gateway. */
  private static ServerWebExchange withLogin(
      ServerWebExchange exchange, RegistryCredentials credentials) {
    return exchange
        .mutate()
        .request(
            request ->
                request.headers(
                    headers -> {
                      headers.remove(HttpHeaders.AUTHORIZATION);
                      credentials
                          .authorization()
                          .ifPresent(value -> headers.set(HttpHeaders.AUTHORIZATION, value));
                    }))
        .build();
  }

  private static GatewayFilterSpec withRewrittenLinks(GatewayFilterSpec filters) {
    return filters.modifyResponseBody(
        String.class,
        String.class,
        (_, html) -> html == null ? Mono.empty() : Mono.just(DashboardLinks.rewrite(html, PATH)));
  }

  /**
   * Returns the URL of the first registry in {@code eureka.client.service-url.defaultZone}, without
   * the path of its API. The property is bound as a map, as the Eureka client does it: a
   * placeholder would not find the environment variable, because of the capital letter in {@code
   * defaultZone}.
   */
  static String registryUrl(Environment environment) {
    String urls =
        Binder.get(environment)
            .bind("eureka.client.service-url", Bindable.mapOf(String.class, String.class))
            .get()
            .getOrDefault("defaultZone", "");
    URI first = URI.create(urls.split(",", -1)[0].strip());
    return first.getScheme() + "://" + first.getHost() + ":" + port(first);
  }

  private static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
