package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.request.RequestFilter;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests beyond the limit of their client address for all requests, also for those that
 * other filters would refuse. It comes early and asks nobody, so that a flood is cheap.
 */
public final class AddressLimitFilter implements RequestFilter {
  private final Supplier<RateLimitSettings> settings;
  private final LocalTokenBuckets buckets;
  private final TooManyRequests refusals;

  AddressLimitFilter(
      Supplier<RateLimitSettings> settings, LocalTokenBuckets buckets, TooManyRequests refusals) {
    this.settings = settings;
    this.buckets = buckets;
    this.refusals = refusals;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    RateLimitSettings current = settings.get();
    if (!current.enabled()) {
      return chain.filter(exchange);
    }
    Duration waitTime =
        buckets.take("any:" + ClientNetwork.of(exchange), current.perAddress().any());
    return waitTime.isZero() ? chain.filter(exchange) : Mono.error(refusals.of("any", waitTime));
  }
}
