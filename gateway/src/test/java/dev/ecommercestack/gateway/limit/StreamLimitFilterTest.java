package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.route.PublicRouteTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class StreamLimitFilterTest {
  private static final String STREAM = "/api/v1/claims/7/events";

  private final StreamLimitFilter limit = new StreamLimitFilter(1, 2);
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

  private CompletableFuture<@Nullable Void> open(String path, String user, String address) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(MockServerHttpRequest.get(path).build());
    PublicRouteTable.resolve(exchange);
    new ClientConnection(address, "http", "").storeIn(exchange);
    exchange
        .getAttributes()
        .put(Caller.class.getName(), new Caller(user, List.of(), "token", Instant.MAX, null));
    return limit.filter(exchange, _ -> Mono.fromFuture(end)).toFuture();
  }

  @Test
  void refusesSecondStreamOfUserFromAnotherAddress() {
    assertThat(open(STREAM, "a", "203.0.113.1")).isNotDone();
    assertThatThrownBy(() -> open(STREAM, "a", "203.0.113.2").join())
        .hasCauseInstanceOf(GatewayProblemException.class);
  }

  @Test
  void refusesThirdUserOfAddress() {
    assertThat(open(STREAM, "a", "203.0.113.1")).isNotDone();
    assertThat(open(STREAM, "b", "203.0.113.1")).isNotDone();
    assertThatThrownBy(() -> open(STREAM, "c", "203.0.113.1").join())
        .hasCauseInstanceOf(GatewayProblemException.class);
    // What was refused holds nothing.
    assertThat(open(STREAM, "c", "203.0.113.2")).isNotDone();
  }

  @Test
  void admitsUserAgainAfterStreamEnded() {
    assertThat(open(STREAM, "a", "203.0.113.1")).isNotDone();
    end.complete(null);
    assertThat(open(STREAM, "a", "203.0.113.1")).isCompleted();
  }

  @Test
  void countsStreamsOnly() {
    assertThat(open(STREAM, "a", "203.0.113.1")).isNotDone();
    assertThat(open("/api/v1/claims/7", "a", "203.0.113.1")).isNotDone();
  }
}
