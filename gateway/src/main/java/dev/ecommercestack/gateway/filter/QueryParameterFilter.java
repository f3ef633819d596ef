package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses query parameters of the gateway's own endpoints, which have none. Services check the
 * parameters of their own paths. Pages accept any parameter.
 */
final class QueryParameterFilter implements RequestFilter {
  private static final String UNKNOWN_PARAMETER = "is unknown; there are no parameters here";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    List<String> names = names(exchange.getRequest().getURI().getRawQuery());
    return names.isEmpty()
            || !(PublicRoute.of(exchange).target() instanceof RouteTarget.GatewayEndpoint)
        ? chain.filter(exchange)
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

  /** The same problem document as that of the services. */
  private static GatewayProblemException unknown(List<String> names) {
    return new GatewayProblemException(
            ProblemCode.VALIDATION_FAILED, "The request has wrong or missing values: see fields.")
        .with(
            "fields",
            names.stream()
                .map(name -> Map.of("field", name, "message", UNKNOWN_PARAMETER))
                .toList());
  }
}
