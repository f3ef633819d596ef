package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestFilter;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses paths that the gateway and a service could interpret differently: percent-encoding (which
 * may hide slashes and dots, also encoded twice), dot segments, empty segments, backslashes and
 * path parameters. The paths of the shop need none of them.
 */
final class PathFilter implements RequestFilter {
  private static final Pattern VALID_PATH =
      Pattern.compile("/|(/(\\.well-known|[A-Za-z0-9_~-][A-Za-z0-9._~-]*))+");
  private static final int MAX_PATH_LENGTH = 1000;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getURI().getRawPath();
    return isValid(path) ? chain.filter(exchange) : Mono.error(GatewayProblemException.badPath());
  }

  static boolean isValid(String path) {
    return path.length() <= MAX_PATH_LENGTH && VALID_PATH.matcher(path).matches();
  }
}
