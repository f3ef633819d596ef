package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.cache.ResponseCacheFilter;
import dev.ecommercestack.gateway.limit.AddressLimitFilter;
import dev.ecommercestack.gateway.limit.OpenRequestLimit;
import dev.ecommercestack.gateway.limit.RateLimitFilter;
import dev.ecommercestack.gateway.limit.StreamLimitFilter;
import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import dev.ecommercestack.gateway.route.PublicRouteTable;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.gateway.security.AccessTokenFilter;
import dev.ecommercestack.gateway.security.SessionFilter;
import dev.ecommercestack.platform.config.LiveConfig;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The request filters and their order. */
@Configuration(proxyBeanMethods = false)
class RequestFilterConfiguration {
  @Bean
  Supplier<TrustedProxies> trustedProxies(LiveConfig config) {
    return config
        .bind(ProxySettings.PREFIX, ProxySettings.class)
        .map(proxies -> TrustedProxies.of(proxies.trustedProxies()));
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RequestFilterChain requestFilterChain(
      ApplicationContext context,
      GatewaySettings settings,
      LiveConfig config,
      Supplier<TrustedProxies> trustedProxies,
      ReactiveProblemWriter problems,
      AccessLog accessLog,
      AddressLimitFilter addressLimit,
      OpenRequestLimit openRequestLimit,
      AccessTokenFilter accessTokens,
      RateLimitFilter rateLimit,
      ResponseCacheFilter responseCache,
      StreamLimitFilter streamLimit,
      SessionFilter sessions) {
    return new RequestFilterChain(
        context,
        List.of(
            new ResponseHeaderFilter(),
            // It finds the address of the client, for the limit that also counts what the others
            // refuse.
            new RequestHeaderFilter(trustedProxies),
            addressLimit,
            new PathFilter(),
            new CrossOriginFilter(
                config
                    .bind(CrossOriginSettings.PREFIX, CrossOriginSettings.class)
                    .map(CrossOriginFilter::rules)),
            RequestFilterConfiguration::resolveRoute,
            openRequestLimit,
            accessTokens,
            rateLimit,
            new QueryParameterFilter(),
            responseCache,
            streamLimit,
            sessions,
            new BodySizeFilter(settings.maxBody(), settings.maxUpload())),
        problems,
        accessLog);
  }

  private static Mono<Void> resolveRoute(ServerWebExchange exchange, WebFilterChain chain) {
    RouteTarget target = PublicRouteTable.resolve(exchange).target();
    return chain.filter(target instanceof RouteTarget.Service ? exchange : headAsGet(exchange));
  }

  /** The endpoints of the gateway handle GET only; the server leaves out the body for HEAD. */
  private static ServerWebExchange headAsGet(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
        ? exchange.mutate().request(request -> request.method(HttpMethod.GET)).build()
        : exchange;
  }
}
