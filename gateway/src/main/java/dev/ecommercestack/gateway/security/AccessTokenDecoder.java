package dev.ecommercestack.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.request.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Decodes and validates access tokens. The check of a signature is the most expensive part of a
 * request in the gateway, so it has threads of its own, and its result is cached for up to a
 * minute: accepted tokens and refused ones. A token whose key is unknown is checked again each
 * time, because the key may have been made a moment ago.
 */
final class AccessTokenDecoder {
  private static final Duration MAX_CACHE_DURATION = Duration.ofMinutes(1);
  private static final Duration MIN_CACHE_DURATION = Duration.ofSeconds(40);
  private static final int CACHE_SIZE = 10_000;
  private static final int MAX_TOKEN_LENGTH = 8192;

  /** The user service signs with one of them (ADR 0011); a key fits only its own. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private final ReactiveJwtDecoder decoder;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Cache<String, CheckedToken> checkedTokens =
      Caffeine.newBuilder().maximumSize(CACHE_SIZE).expireAfterWrite(MAX_CACHE_DURATION).build();

  /** SHA-256 digests, because a refused token may be as long as its sender likes. */
  private final Cache<ByteBuffer, Boolean> refusedDigests =
      Caffeine.newBuilder().maximumSize(CACHE_SIZE).expireAfterWrite(MAX_CACHE_DURATION).build();

  /**
   * @param scheduler runs the checks of signatures; a check that it rejects ends with {@link
   *     java.util.concurrent.RejectedExecutionException}
   */
  AccessTokenDecoder(
      IssuerKeyCache keys, GatewaySettings.Security settings, Clock clock, Scheduler scheduler) {
    NimbusReactiveJwtDecoder nimbus =
        NimbusReactiveJwtDecoder.withJwkSource(
                token -> keys.of(token).switchIfEmpty(Mono.error(UnknownKeyException::new)))
            .jwtProcessorCustomizer(
                processor ->
                    processor.setJWSKeySelector(
                        new JWSVerificationKeySelector<>(
                            ALGORITHMS, new JWKSecurityContextJWKSet())))
            .build();
    nimbus.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(settings.clockSkew()),
            new JwtIssuerValidator(settings.issuer())));
    this.decoder = nimbus;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** Returns the user whom a token names that was decoded a short time ago. */
  Optional<Caller> cached(String token) {
    CheckedToken checked = checkedTokens.getIfPresent(token);
    return checked != null && clock.instant().isBefore(checked.until())
        ? Optional.of(checked.caller())
        : Optional.empty();
  }

  /**
   * Decodes and validates a token, and caches a valid one.
   *
   * @param token the encoded token
   * @return the user whom the token names; {@link BadJwtException} when the token is not valid
   */
  Mono<Caller> decode(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      return Mono.error(new BadJwtException("The token is too long"));
    }
    Optional<Caller> cached = cached(token);
    if (cached.isPresent()) {
      return Mono.just(cached.get());
    }
    ByteBuffer digest = digest(token);
    if (refusedDigests.getIfPresent(digest) != null) {
      return Mono.error(new BadJwtException("The token was refused a moment ago"));
    }
    return Mono.defer(() -> decoder.decode(token))
        .map(this::caller)
        .onErrorMap(AccessTokenDecoder::withoutWrapper)
        .doOnNext(caller -> checkedTokens.put(token, checked(caller)))
        .doOnError(failure -> rememberRefusal(digest, failure))
        .subscribeOn(scheduler);
  }

  /** The decoder wraps what the source of the keys signals. */
  private static Throwable withoutWrapper(Throwable failure) {
    return failure.getCause() instanceof UnknownKeyException unknown ? unknown : failure;
  }

  private void rememberRefusal(ByteBuffer digest, Throwable failure) {
    if (failure instanceof BadJwtException && !(failure instanceof UnknownKeyException)) {
      refusedDigests.put(digest, true);
    }
  }

  private static ByteBuffer digest(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256", e);
    }
  }

  private Caller caller(Jwt token) {
    String subject = token.getSubject();
    Instant expiresAt = token.getExpiresAt();
    if (subject == null || subject.isBlank() || expiresAt == null) {
      throw new BadJwtException("The token has no subject or never expires");
    }
    // A token with a scope belongs to a service; services do not call through the gateway.
    if (token.hasClaim("scope")) {
      throw new BadJwtException("The token does not belong to a user");
    }
    List<String> roles = Objects.requireNonNullElse(token.getClaimAsStringList("roles"), List.of());
    return new Caller(
        subject,
        List.copyOf(roles),
        token.getTokenValue(),
        expiresAt,
        token.getClaimAsString("sid"));
  }

  /** A valid token that is not checked again before a time. */
  private record CheckedToken(Caller caller, Instant until) {}

  /**
   * The time differs: after a start the tokens of all clients are checked at about the same time,
   * and would be again each minute.
   */
  private CheckedToken checked(Caller caller) {
    Instant until =
        clock
            .instant()
            .plusMillis(
                ThreadLocalRandom.current()
                    .nextLong(MIN_CACHE_DURATION.toMillis(), MAX_CACHE_DURATION.toMillis()));
    return new CheckedToken(
        caller, until.isBefore(caller.expiresAt()) ? until : caller.expiresAt());
  }

  /** The issuer has no key with the id and the algorithm of the token, or not yet. */
  private static final class UnknownKeyException extends BadJwtException {
    private static final long serialVersionUID = 1L;

    UnknownKeyException() {
      super("The key of the token is unknown");
    }
  }
}
