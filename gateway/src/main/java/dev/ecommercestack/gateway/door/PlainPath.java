package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Step;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses paths that two programs could read differently: percent signs (so encoded slashes and
 * dots, once or twice), dot segments, empty segments, backslashes, path parameters. The shop's own
 * paths need none of them.
 */
final class PlainPath implements Step {
  private static final Pattern PLAIN =
      Pattern.compile("/|(/(\\.well-known|[A-Za-z0-9_~-][A-Za-z0-9._~-]*))+");
  private static final int LONGEST = 1000;

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    String path = exchange.getRequest().getURI().getRawPath();
    return isPlain(path)
        ? next.filter(exchange)
        : Mono.error(
            new GatewayProblemException(
                HttpStatus.BAD_REQUEST,
                "bad_path",
                "Write the path without percent signs, dot segments, empty segments, backslashes"
                    + " or semicolons."));
  }

  static boolean isPlain(String path) {
    return path.length() <= LONGEST && PLAIN.matcher(path).matches();
  }
}
