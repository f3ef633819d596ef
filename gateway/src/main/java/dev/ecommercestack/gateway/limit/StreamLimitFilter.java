package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.KeyedSemaphore;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.platform.problem.ProblemCode;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses an event stream when its user, or its client address, has too many open at this gateway
 * already, so that one client cannot use up the streams of all others.
 */
public final class StreamLimitFilter implements RequestFilter {
  private final KeyedSemaphore userStreams;
  private final KeyedSemaphore addressStreams;

  /**
   * @param maxPerUser how many streams one user may have open
   * @param maxPerAddress how many streams one IPv4 address or IPv6 network may have open
   */
  StreamLimitFilter(int maxPerUser, int maxPerAddress) {
    this.userStreams = new KeyedSemaphore(maxPerUser);
    this.addressStreams = new KeyedSemaphore(maxPerAddress);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!(PublicRoute.of(exchange).target() instanceof RouteTarget.Service service
        && service.streams())) {
      return chain.filter(exchange);
    }
    String user = Caller.idOf(exchange);
    String address = ClientNetwork.of(exchange);
    if (!userStreams.tryAcquire(user)) {
      return Mono.error(tooManyStreams());
    }
    if (!addressStreams.tryAcquire(address)) {
      userStreams.release(user);
      return Mono.error(tooManyStreams());
    }
    return Mono.defer(() -> chain.filter(exchange))
        .doFinally(
            _ -> {
              userStreams.release(user);
              addressStreams.release(address);
            });
  }

  private static GatewayProblemException tooManyStreams() {
    return new GatewayProblemException(
            ProblemCode.TOO_MANY_STREAMS,
            "You have too many event streams open. Read the claim itself from time to time"
                + " instead.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
