package dev.ecommercestack.gateway.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.gateway.GatewaySettings;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys: read once for all who wait, kept, and used on while the issuer cannot
 * be reached. An unknown key is looked for at once, but not more often than every few seconds.
 */
final class IssuerKeys {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration SEARCH_PAUSE = Duration.ofSeconds(5);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

  private final Mono<String> document;
  private final GatewaySettings.Security settings;
  private final Clock clock;
  private final AtomicReference<@Nullable Mono<JWKSet>> reading = new AtomicReference<>();
  private volatile @Nullable Known known;
  private volatile Instant failedAt = Instant.MIN;

  /** Keys and when they were read. */
  private record Known(JWKSet keys, Instant readAt) {}

  /**
   * @param document reads the key set at each subscription
   */
  IssuerKeys(Mono<String> document, GatewaySettings.Security settings, Clock clock) {
    this.document = document;
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the keys that may have signed a token. */
  Flux<JWK> of(SignedJWT token) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
    return current()
        .map(keys -> matching(matcher, keys))
        .flatMap(
            keys ->
                keys.isEmpty() && maySearch()
                    ? read().map(fresh -> matching(matcher, fresh))
                    : Mono.just(keys))
        .flatMapMany(Flux::fromIterable);
  }

  private static List<JWK> matching(JWKMatcher matcher, JWKSet keys) {
    return new JWKSelector(matcher).select(keys);
  }

  private boolean maySearch() {
    Known last = known;
    return last == null || age(last.readAt()).compareTo(SEARCH_PAUSE) > 0;
  }

  private Mono<JWKSet> current() {
    Known last = known;
    if (last == null) {
      return read();
    }
    Duration age = age(last.readAt());
    if (age.compareTo(settings.keySetCache()) < 0) {
      return Mono.just(last.keys());
    }
    if (age.compareTo(settings.keySetCache().plus(settings.keySetOutage())) > 0) {
      return read();
    }
    boolean triedJustNow = clock.instant().isBefore(failedAt.plus(RETRY_PAUSE));
    return triedJustNow
        ? Mono.just(last.keys())
        : read()
            .onErrorResume(
                failure -> {
                  log.warn(
                      "The issuer's keys cannot be read, those of {} are used on: {}",
                      last.readAt(),
                      failure.getMessage());
                  return Mono.just(last.keys());
                });
  }

  private Duration age(Instant since) {
    return Duration.between(since, clock.instant());
  }

  /** One reading serves all who wait for it. */
  private Mono<JWKSet> read() {
    return Mono.defer(
        () -> {
          Mono<JWKSet> running = reading.get();
          if (running != null) {
            return running;
          }
          Mono<JWKSet> started =
              document
                  .map(IssuerKeys::parse)
                  .switchIfEmpty(Mono.error(() -> new IllegalStateException("an empty answer")))
                  .doOnNext(keys -> known = new Known(keys, clock.instant()))
                  .doOnError(failure -> failedAt = clock.instant())
                  .onErrorMap(failure -> new KeysUnavailableException(failure))
                  .doFinally(signal -> reading.set(null))
                  .cache();
          return reading.compareAndSet(null, started) ? started : read();
        });
  }

  private static JWKSet parse(String document) {
    try {
      return JWKSet.parse(document);
    } catch (ParseException e) {
      throw new IllegalStateException("The issuer's answer is no key set", e);
    }
  }

  /** There are no keys to check a token with. */
  static final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysUnavailableException(Throwable cause) {
      super(cause);
    }
  }
}
