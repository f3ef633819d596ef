package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.limit.SharedTokenBuckets.Bucket;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests beyond the limits of their kind: that of the account, if the request has an
 * access token, and that of the client address, so that many accounts behind one address do not
 * have many times the limit.
 */
public final class RateLimitFilter implements RequestFilter {
  private final Supplier<RateLimitSettings> settings;
  private final SharedTokenBuckets buckets;
  private final TooManyRequests refusals;

  RateLimitFilter(
      Supplier<RateLimitSettings> settings, SharedTokenBuckets buckets, TooManyRequests refusals) {
    this.settings = settings;
    this.buckets = buckets;
    this.refusals = refusals;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    RateLimitSettings current = settings.get();
    RequestKind kind = PublicRoute.of(exchange).kind();
    if (!current.enabled() || kind == RequestKind.FILE) {
      return chain.filter(exchange);
    }
    String name = kind.name().toLowerCase(Locale.ROOT);
    return buckets
        .take(bucketsOf(exchange, kind, name, current))
        .flatMap(
            waitTime ->
                waitTime.isZero()
                    ? chain.filter(exchange)
                    : Mono.error(refusals.of(name, waitTime)));
  }

  private static List<Bucket> bucketsOf(
      ServerWebExchange exchange, RequestKind kind, String name, RateLimitSettings settings) {
    List<Bucket> buckets = new ArrayList<>(2);
    settings
        .perAddress()
        .of(kind)
        .ifPresent(
            rate -> buckets.add(new Bucket(name + ".address:" + ClientNetwork.of(exchange), rate)));
    settings
        .perAccount()
        .of(kind)
        .ifPresent(
            rate ->
                Caller.of(exchange)
                    .ifPresent(
                        caller -> buckets.add(new Bucket(name + ".account:" + caller.id(), rate))));
    return buckets;
  }
}
