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
 * The public keys with which the issuer signs tokens. They are cached, and used longer while the
 * issuer cannot be reached. Concurrent callers share one read. A key that is not cached causes a
 * read at once, but at most one every few seconds.
 */
final class IssuerKeyCache {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeyCache.class);
  private static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(5);
  private static final Duration FAILED_READ_INTERVAL = Duration.ofSeconds(1);

  private final Mono<String> document;
  private final GatewaySettings.Security settings;
  private final Clock clock;
  private final AtomicReference<@Nullable Mono<JWKSet>> readInProgress = new AtomicReference<>();
  private volatile @Nullable CachedKeys cached;
  private volatile Instant failedAt = Instant.MIN;

  /** Keys, and when they were read. */
  private record CachedKeys(JWKSet keys, Instant readAt) {}

  /**
   * @param document reads the JSON Web Key Set of the issuer, once for each subscription
   * @param settings the lifetime of cached keys
   */
  IssuerKeyCache(Mono<String> document, GatewaySettings.Security settings, Clock clock) {
    this.document = document;
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the keys that fit the key id and algorithm of a token. */
  Flux<JWK> of(SignedJWT token) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
    return current()
        .map(keys -> matching(matcher, keys))
        .flatMap(
            keys ->
                keys.isEmpty() && mayReadForUnknownKey()
                    ? read().map(current -> matching(matcher, current))
                    : Mono.just(keys))
        .flatMapMany(Flux::fromIterable);
  }

  private static List<JWK> matching(JWKMatcher matcher, JWKSet keys) {
    return new JWKSelector(matcher).select(keys);
  }

  private boolean mayReadForUnknownKey() {
    CachedKeys last = cached;
    return last == null || age(last.readAt()).compareTo(UNKNOWN_KEY_INTERVAL) > 0;
  }

  private Mono<JWKSet> current() {
    CachedKeys last = cached;
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
    boolean failedJustNow = clock.instant().isBefore(failedAt.plus(FAILED_READ_INTERVAL));
    return failedJustNow
        ? Mono.just(last.keys())
        : read()
            .onErrorResume(
                failure -> {
                  log.warn(
                      "The keys of the token issuer cannot be read; those read at {} stay in use: {}",
                      last.readAt(),
                      failure.getMessage());
                  return Mono.just(last.keys());
                });
  }

  private Duration age(Instant since) {
    return Duration.between(since, clock.instant());
  }

  /** Reads the keys; concurrent callers share one read. */
  private Mono<JWKSet> read() {
    return Mono.defer(
        () -> {
          Mono<JWKSet> inProgress = readInProgress.get();
          if (inProgress != null) {
            return inProgress;
          }
          Mono<JWKSet> started =
              document
                  .map(IssuerKeyCache::parse)
                  .switchIfEmpty(
                      Mono.error(
                          () -> new IllegalStateException("The response with the keys is empty")))
                  .doOnNext(keys -> cached = new CachedKeys(keys, clock.instant()))
                  .doOnError(failure -> failedAt = clock.instant())
                  .onErrorMap(failure -> new KeysUnavailableException(failure))
                  .doFinally(signal -> readInProgress.set(null))
                  .cache();
          return readInProgress.compareAndSet(null, started) ? started : read();
        });
  }

  private static JWKSet parse(String document) {
    try {
      return JWKSet.parse(document);
    } catch (ParseException e) {
      throw new IllegalStateException("The response of the token issuer is no JSON Web Key Set", e);
    }
  }

  /** The keys of the issuer cannot be read, and none are cached. */
  static final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysUnavailableException(Throwable cause) {
      super(cause);
    }
  }
}
