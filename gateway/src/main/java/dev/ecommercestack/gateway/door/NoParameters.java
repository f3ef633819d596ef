package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Entrance;
import dev.ecommercestack.gateway.route.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses query parameters of what the gateway answers itself: nothing of it has any. Services
 * check those of their own paths; pages may have any.
 */
final class NoParameters implements Step {
  private static final String MESSAGE = "is unknown; there are no parameters here";

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    List<String> names = names(exchange.getRequest().getURI().getRawQuery());
    return names.isEmpty() || !(Entrance.of(exchange).target() instanceof Target.Here)
        ? next.filter(exchange)
        : Mono.error(unknown(names));
  }

  private static List<String> names(@Nullable String query) {
    return query == null
        ? List.of()
        : Arrays.stream(query.split("&", -1))
            .map(parameter -> parameter.replaceFirst("=.*", ""))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  /** The same document as the services'. */
  private static GatewayProblemException unknown(List<String> names) {
    return new GatewayProblemException(
            HttpStatus.BAD_REQUEST,
            "validation_failed",
            "The request has wrong or missing values: see fields.")
        .with(
            "fields",
            names.stream().map(name -> Map.of("field", name, "message", MESSAGE)).toList());
  }
}
