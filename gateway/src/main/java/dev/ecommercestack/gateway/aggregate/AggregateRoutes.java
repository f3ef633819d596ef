package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.aggregate.Aggregator.Source;
import dev.ecommercestack.gateway.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What the shop's first page and a customer's own page need, in one answer each. */
@Configuration(proxyBeanMethods = false)
class AggregateRoutes {
  private static final List<Source> HOME =
      List.of(
          new Source("products", "http://product/api/v1/products?limit=24"),
          new Source("discounts", "http://event/api/v1/discounts?limit=20"),
          new Source("campaigns", "http://event/api/v1/campaigns?limit=20"));
  private static final List<Source> OVERVIEW =
      List.of(
          new Source("profile", "http://user/api/v1/users/me"),
          new Source("orders", "http://order/api/v1/orders?limit=20"),
          new Source("coupons", "http://event/api/v1/coupons?limit=50"));

  @Bean
  RouterFunction<ServerResponse> aggregateFunctions(Aggregator aggregator) {
    return RouterFunctions.route()
        .GET("/api/v1/home", request -> answer(aggregator, HOME, null))
        .GET(
            "/api/v1/me/overview",
            request ->
                answer(
                    aggregator,
                    OVERVIEW,
                    Caller.of(request.exchange()).map(Caller::token).orElse(null)))
        .build();
  }

  private static Mono<ServerResponse> answer(
      Aggregator aggregator, List<Source> sources, @Nullable String token) {
    return aggregator
        .ask(sources, token)
        .flatMap(
            document ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .bodyValue(document));
  }
}
