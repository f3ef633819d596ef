package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import dev.ecommercestack.gateway.request.Step;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every request passes, in order, before anything answers it. The management port has a
 * context of its own and is left alone.
 */
final class Door implements WebFilter {
  private final ApplicationContext shop;
  private final List<Step> steps;
  private final ReactiveProblemWriter problems;
  private final AccessLog log;

  Door(ApplicationContext shop, List<Step> steps, ReactiveProblemWriter problems, AccessLog log) {
    this.shop = shop;
    this.steps = List.copyOf(steps);
    this.problems = problems;
    this.log = log;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getApplicationContext() != shop) {
      return chain.filter(exchange);
    }
    Mono<Void> answered =
        pass(0, exchange, chain).onErrorResume(failure -> problems.write(exchange, failure));
    return log.around(exchange, answered);
  }

  private Mono<Void> pass(int index, ServerWebExchange exchange, WebFilterChain chain) {
    if (index == steps.size()) {
      return chain.filter(exchange);
    }
    return Mono.defer(
        () -> steps.get(index).pass(exchange, passed -> pass(index + 1, passed, chain)));
  }
}
