package dev.ecommercestack.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RouteCircuitBreakerTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RouteCircuitBreaker breaker =
      new RouteCircuitBreaker(
          PublicRouteTable.all()
              .filter(row -> row.target() instanceof RouteTarget.Service)
              .findFirst()
              .orElseThrow(),
          meters);
  private final AtomicInteger sent = new AtomicInteger();

  private void answer(HttpStatus status) {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
    exchange.getResponse().setStatusCode(status);
    breaker.filter(exchange, _ -> count(Mono.empty())).block();
  }

  private void fail(Throwable failure) {
    var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
    breaker.filter(exchange, _ -> count(Mono.error(failure))).onErrorComplete().block();
  }

  private Mono<Void> count(Mono<Void> response) {
    sent.incrementAndGet();
    return response;
  }

  private double open() {
    return meters.get("gateway.circuit.open").gauge().value();
  }

  @Test
  void refusesRequestsAfterTenFailures() {
    for (int i = 0; i < 10; i++) {
      fail(new IOException("lost"));
    }
    assertThat(open()).isEqualTo(1);
    var refusal = catchThrowableOfType(GatewayProblemException.class, () -> answer(HttpStatus.OK));
    assertThat(sent).hasValue(10);
    assertThat(refusal.code()).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE);
    assertThat(refusal.detail()).contains("user", "Nothing has happened");
    assertThat(refusal.headers().getFirst("Retry-After")).isEqualTo("5");
  }

  @Test
  void staysClosedWhileServiceAnswers() {
    for (int i = 0; i < 20; i++) {
      answer(HttpStatus.SERVICE_UNAVAILABLE);
      answer(HttpStatus.INTERNAL_SERVER_ERROR);
      answer(HttpStatus.NOT_FOUND);
      fail(new GatewayProblemException(ProblemCode.STREAM_CAPACITY_REACHED, "Full."));
    }
    assertThat(open()).isZero();
  }

  @Test
  void staysClosedWhenBusyRouteFailsForAnInstant() {
    for (int i = 0; i < 1000; i++) {
      answer(HttpStatus.OK);
    }
    for (int i = 0; i < 20; i++) {
      fail(new IOException("lost"));
    }
    assertThat(open()).isZero();
  }

  @Test
  void staysClosedWhenHalfOfTheInstancesFail() {
    for (int i = 0; i < 40; i++) {
      answer(HttpStatus.OK);
      fail(new IOException("lost"));
    }
    assertThat(open()).isZero();
  }
}
