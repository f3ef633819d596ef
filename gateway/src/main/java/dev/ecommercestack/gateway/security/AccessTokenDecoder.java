package dev.ecommercestack.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.request.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Decodes and validates access tokens. Valid tokens are cached for a short time: the check of a
 * signature is the most expensive part of a request in the gateway.
 */
final class AccessTokenDecoder {
  private static final Duration CACHE_DURATION = Duration.ofSeconds(30);
  private static final int MAX_TOKEN_LENGTH = 8192;

  /** The user service signs with one of them (ADR 0011); a key fits only its own. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private final ReactiveJwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Caller> callersByToken =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(CACHE_DURATION).build();

  AccessTokenDecoder(IssuerKeyCache keys, GatewaySettings.Security settings, Clock clock) {
    NimbusReactiveJwtDecoder nimbus =
        NimbusReactiveJwtDecoder.withJwkSource(keys::of)
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
  }

  /** Returns the user whom a token names that was decoded a short time ago. */
  Optional<Caller> cached(String token) {
    return Optional.ofNullable(callersByToken.getIfPresent(token))
        .filter(caller -> clock.instant().isBefore(caller.expiresAt()));
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
    return decoder
        .decode(token)
        .map(this::caller)
        .doOnNext(caller -> callersByToken.put(token, caller));
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
}
