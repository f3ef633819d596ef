package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.aggregate.Aggregator.Source;
import dev.ecommercestack.gateway.request.Caller;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints that combine the responses of several services: for the home page, for the overview of
 * a customer, and for administrators.
 */
@Configuration(proxyBeanMethods = false)
class AggregateRoutes {
  /** Shared caches, such as that of the gateway, may answer others with it; browsers ask again. */
  private static final CacheControl SHARED_FOR_A_SECOND =
      CacheControl.maxAge(Duration.ZERO).sMaxAge(Duration.ofSeconds(1)).mustRevalidate();

  private static final List<Source> HOME =
      List.of(
          new Source("products", "http://product/api/v1/products?limit=24"),
          new Source("discounts", "http://event/api/v1/discounts?limit=20"),
          new Source("campaigns", "http://event/api/v1/campaigns?limit=20"));

  /** The services that consume queues and so have parking lots. */
  static final List<String> QUEUE_CONSUMERS = List.of("user", "product", "order", "worker");

  private static final List<Source> PARKING_LOTS =
      QUEUE_CONSUMERS.stream()
          .map(service -> new Source(service, "http://" + service + "/api/v1/parking-lots"))
          .toList();

  @Bean
  RouterFunction<ServerResponse> aggregateFunctions(Aggregator aggregator) {
    return RouterFunctions.route()
        .GET("/api/v1/home", _ -> aggregator.aggregate(HOME, null).flatMap(AggregateRoutes::home))
        .GET(
            "/api/v1/me/overview",
            request ->
                respond(
                    aggregator.aggregate(
                        overview(Caller.idOf(request.exchange())), token(request))))
        .GET(
            "/api/v1/parking-lots",
            request -> respond(aggregator.concatenate(PARKING_LOTS, token(request))))
        .build();
  }

  /**
   * Returns the sources of a customer's overview. The orders are filtered by user: without the
   * filter an administrator would get those of all customers.
   */
  private static List<Source> overview(String userId) {
    return List.of(
        new Source("profile", "http://user/api/v1/users/me"),
        new Source("orders", "http://order/api/v1/orders?limit=20&userId=" + userId),
        new Source("coupons", "http://event/api/v1/coupons?limit=50"));
  }

  private static @Nullable String token(ServerRequest request) {
    return Caller.of(request.exchange()).map(Caller::token).orElse(null);
  }

  private static Mono<ServerResponse> respond(Mono<ObjectNode> document) {
    return document.flatMap(body -> respond(body, CacheControl.noStore()));
  }

  /** The home page is the same for all clients; one with parts missing is not kept. */
  private static Mono<ServerResponse> home(ObjectNode document) {
    return respond(
        document, Aggregator.isComplete(document) ? SHARED_FOR_A_SECOND : CacheControl.noStore());
  }

  private static Mono<ServerResponse> respond(ObjectNode document, CacheControl cacheControl) {
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(cacheControl)
        .bodyValue(document);
  }
}
