package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Entrance;
import dev.ecommercestack.gateway.route.Target;
import dev.ecommercestack.gateway.security.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses event streams beyond the number that one user, or one client address, may have open at
 * this gateway, so that nobody takes the streams of all others.
 */
public final class StreamLimit implements Step {
  private final int perUser;
  private final int perAddress;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param perUser streams that one user may have open
   * @param perAddress streams that one IPv4 address or IPv6 network may have open
   */
  StreamLimit(int perUser, int perAddress) {
    this.perUser = perUser;
    this.perAddress = perAddress;
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    if (!(Entrance.of(exchange).target() instanceof Target.Service service && service.streams())) {
      return next.filter(exchange);
    }
    String user = "user:" + Caller.idOf(exchange);
    String address = "address:" + Subscriber.of(Client.of(exchange).address());
    if (!take(user, perUser)) {
      return Mono.error(tooMany());
    }
    if (!take(address, perAddress)) {
      giveBack(user);
      return Mono.error(tooMany());
    }
    return Mono.defer(() -> next.filter(exchange))
        .doFinally(
            signal -> {
              giveBack(user);
              giveBack(address);
            });
  }

  private boolean take(String key, int most) {
    AtomicBoolean free = new AtomicBoolean();
    open.compute(
        key,
        (same, known) -> {
          int count = known == null ? 0 : known;
          free.set(count < most);
          return free.get() ? count + 1 : count;
        });
    return free.get();
  }

  private void giveBack(String key) {
    open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  private static GatewayProblemException tooMany() {
    return new GatewayProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too_many_streams",
            "You watch too many claims at once. Ask for the claim itself from time to time.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
