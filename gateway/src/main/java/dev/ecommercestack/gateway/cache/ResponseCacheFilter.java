package dev.ecommercestack.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.RequestFilter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

/**
 * Answers reads that many clients share from memory: those without a token and without a query, of
 * a few paths, whose responses allow it ({@link SharedResponse#mayBe}). Requests that come while a
 * response is on its way wait for it instead of asking the service too.
 */
public final class ResponseCacheFilter implements RequestFilter {
  private static final List<PathPattern> SHARED_PATHS =
      Stream.of("/api/v1/home", "/api/v1/products/*", "/api/v1/campaigns/*")
          .map(PathPatternParser.defaultInstance::parse)
          .toList();

  /** Requests with one of them are passed on. */
  private static final List<String> OTHER_CONDITIONS =
      List.of(HttpHeaders.RANGE, HttpHeaders.IF_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final int MAX_RESPONSE_BYTES = 256 * 1024;

  /** As the gateway accepts for the parts of an aggregate. */
  private static final int MAX_READ_BYTES = 4 * 1024 * 1024;

  private final boolean enabled;
  private final Cache<String, SharedResponse> responses;
  private final Map<String, Load> loads = new ConcurrentHashMap<>();
  private final Counter hits;
  private final Counter shared;
  private final Counter misses;

  /**
   * @param timeToLive how long a response is used; zero switches the cache off
   */
  ResponseCacheFilter(Duration timeToLive, MeterRegistry meters) {
    this.enabled = timeToLive.isPositive();
    this.responses =
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String path, SharedResponse response) -> path.length() + response.weight())
            .expireAfterWrite(timeToLive)
            .build();
    this.hits = counter(meters, "hit");
    this.shared = counter(meters, "shared");
    this.misses = counter(meters, "miss");
  }

  private static Counter counter(MeterRegistry meters, String result) {
    return Counter.builder("gateway.response.cache")
        .description("Reads without a token of paths that many clients share")
        .tag("result", result)
        .register(meters);
  }

  /** A request that is on its way. Without a response others must ask for themselves. */
  private record Load(Sinks.One<Outcome> outcome) {
    Load() {
      this(Sinks.one());
    }
  }

  /**
   * What came of a request.
   *
   * @param response empty if the response may not be shared
   * @param cancelled whether its client closed the connection before the response
   */
  private record Outcome(Optional<SharedResponse> response, boolean cancelled) {}

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return enabled && isSharedRead(exchange)
        ? respond(exchange, chain, exchange.getRequest().getPath().value())
        : chain.filter(exchange);
  }

  private static boolean isSharedRead(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    HttpMethod method = request.getMethod();
    if (!(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        // A flood of different queries must neither fill the cache nor get past those who wait.
        || request.getURI().getRawQuery() != null
        || Caller.of(exchange).isPresent()) {
      return false;
    }
    HttpHeaders headers = request.getHeaders();
    PathContainer path = request.getPath().pathWithinApplication();
    return SHARED_PATHS.stream().anyMatch(pattern -> pattern.matches(path))
        && acceptsJson(headers.getFirst(HttpHeaders.ACCEPT))
        && OTHER_CONDITIONS.stream().noneMatch(headers::containsHeader);
  }

  private static boolean acceptsJson(@Nullable String accept) {
    return accept == null || accept.contains("*/*") || accept.contains("application/json");
  }

  private Mono<Void> respond(ServerWebExchange exchange, WebFilterChain chain, String path) {
    SharedResponse known = responses.getIfPresent(path);
    if (known != null) {
      hits.increment();
      return known.writeTo(exchange);
    }
    Load own = new Load();
    Load other = loads.putIfAbsent(path, own);
    if (other != null) {
      return other.outcome().asMono().flatMap(outcome -> use(outcome, exchange, chain, path));
    }
    misses.increment();
    return Mono.defer(() -> chain.filter(loading(exchange, path, own)))
        .doOnError(failure -> fail(path, own, failure))
        .doFinally(signal -> end(path, own, Optional.empty(), signal == SignalType.CANCEL));
  }

  private Mono<Void> use(
      Outcome outcome, ServerWebExchange exchange, WebFilterChain chain, String path) {
    if (outcome.cancelled()) {
      return respond(exchange, chain, path);
    }
    if (outcome.response().isEmpty()) {
      return chain.filter(exchange);
    }
    shared.increment();
    return outcome.response().get().writeTo(exchange);
  }

  private void end(String path, Load load, Optional<SharedResponse> response, boolean cancelled) {
    loads.remove(path, load);
    load.outcome().tryEmitValue(new Outcome(response, cancelled));
  }

  /** Those who wait get the same failure: a service in trouble must not get all their requests. */
  private void fail(String path, Load load, Throwable failure) {
    loads.remove(path, load);
    load.outcome().tryEmitError(failure);
  }

  /** The request as all clients could have sent it, whose response is kept if it allows that. */
  private ServerWebExchange loading(ServerWebExchange exchange, String path, Load load) {
    ServerHttpRequest request =
        exchange
            .getRequest()
            .mutate()
            .method(HttpMethod.GET)
            .headers(
                headers -> {
                  headers.remove(HttpHeaders.IF_NONE_MATCH);
                  headers.remove(HttpHeaders.IF_MODIFIED_SINCE);
                })
            .build();
    return exchange
        .mutate()
        .request(request)
        .response(new LoadedResponse(exchange, path, load))
        .build();
  }

  private final class LoadedResponse extends ServerHttpResponseDecorator {
    private final ServerWebExchange exchange;
    private final String path;
    private final Load load;

    LoadedResponse(ServerWebExchange exchange, String path, Load load) {
      super(exchange.getResponse());
      this.exchange = exchange;
      this.path = path;
      this.load = load;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      if (!SharedResponse.mayBe(getStatusCode(), getHeaders())) {
        // Before the response is sent: the next request of this client must not wait for this one.
        end(path, load, Optional.empty(), false);
        return super.writeWith(body);
      }
      return DataBufferUtils.join(Flux.from(body), MAX_READ_BYTES)
          .flatMap(
              buffer -> {
                byte[] bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                DataBufferUtils.release(buffer);
                SharedResponse response = SharedResponse.of(getHeaders(), bytes);
                if (bytes.length <= MAX_RESPONSE_BYTES) {
                  responses.put(path, response);
                }
                end(path, load, Optional.of(response), false);
                return response.writeTo(exchange);
              });
    }
  }
}
