package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.ReactiveProblemWriter;
import dev.ecommercestack.gateway.request.RequestFilter;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Runs the request filters in order, before the request is routed. Failures of the filters and of
 * everything behind them become problem documents. The management port has an application context
 * of its own, whose requests are not filtered.
 */
final class RequestFilterChain implements WebFilter {
  private final ApplicationContext context;
  private final List<RequestFilter> filters;
  private final ReactiveProblemWriter problems;
  private final AccessLog accessLog;

  /**
   * @param context the application context whose requests are filtered
   * @param filters the filters, in the order in which a request passes them
   */
  RequestFilterChain(
      ApplicationContext context,
      List<RequestFilter> filters,
      ReactiveProblemWriter problems,
      AccessLog accessLog) {
    this.context = context;
    this.filters = List.copyOf(filters);
    this.problems = problems;
    this.accessLog = accessLog;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getApplicationContext() != context) {
      return chain.filter(exchange);
    }
    Mono<Void> response =
        Mono.defer(() -> filterFrom(0, exchange, chain))
            .onErrorResume(failure -> problems.write(exchange, failure));
    return accessLog.log(exchange, response);
  }

  private Mono<Void> filterFrom(int index, ServerWebExchange exchange, WebFilterChain chain) {
    if (index == filters.size()) {
      return chain.filter(exchange);
    }
    return filters.get(index).filter(exchange, filtered -> filterFrom(index + 1, filtered, chain));
  }
}
