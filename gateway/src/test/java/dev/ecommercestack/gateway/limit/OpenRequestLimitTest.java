package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.route.PublicRouteTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class OpenRequestLimitTest {
  private static final String ORDERS = "/api/v1/orders";
  private static final String PRODUCTS = "/api/v1/products";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OpenRequestLimit limit = new OpenRequestLimit(4, meters);
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

  private CompletableFuture<@Nullable Void> open(String path) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(MockServerHttpRequest.get(path).build());
    PublicRouteTable.resolve(exchange);
    return limit.filter(exchange, _ -> Mono.fromFuture(end, true)).toFuture();
  }

  private void assertRefused(String path) {
    assertThatThrownBy(() -> open(path).join())
        .hasCauseInstanceOf(GatewayProblemException.class)
        .hasMessageContaining("Nothing has happened");
  }

  @Test
  void oneServiceMayHaveHalfOfTheRequests() {
    assertThat(open(ORDERS)).isNotDone();
    assertThat(open(ORDERS)).isNotDone();
    assertRefused(ORDERS);
    assertThat(open(PRODUCTS)).isNotDone();
    assertThat(meters.counter("gateway.requests.refused").count()).isEqualTo(1);
  }

  @Test
  void allServicesShareTheRequests() {
    for (String path : new String[] {ORDERS, ORDERS, PRODUCTS, PRODUCTS}) {
      assertThat(open(path)).isNotDone();
    }
    assertRefused("/api/v1/coupons");
  }

  @Test
  void admitsRequestsAgainAfterOthersEnded() {
    assertThat(open(ORDERS)).isNotDone();
    CompletableFuture<@Nullable Void> cancelled = open(ORDERS);
    cancelled.cancel(true);
    assertThat(open(ORDERS)).isNotDone();
    end.complete(null);
    assertThat(open(ORDERS)).isCompleted();
    assertThat(open(ORDERS)).isCompleted();
  }

  @Test
  void countsNoEventStreams() {
    for (int i = 0; i < 9; i++) {
      assertThat(open("/api/v1/claims/7/events")).isNotDone();
    }
    assertThat(open(ORDERS)).isNotDone();
  }
}
