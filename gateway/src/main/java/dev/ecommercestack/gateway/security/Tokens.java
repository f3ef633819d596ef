package dev.ecommercestack.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Reads access tokens. A token that was found valid is remembered for a short while: checking a
 * signature costs more than all else that the gateway does for a request.
 */
final class Tokens {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int LONGEST = 8192;

  private final ReactiveJwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Caller> valid =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  Tokens(IssuerKeys keys, GatewaySettings.Security settings, Clock clock) {
    NimbusReactiveJwtDecoder nimbus =
        NimbusReactiveJwtDecoder.withJwkSource(keys::of)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    nimbus.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(settings.clockSkew()),
            new JwtIssuerValidator(settings.issuer())));
    this.decoder = nimbus;
    this.clock = clock;
  }

  /** Returns who a token is of; a {@link BadJwtException} when it is not valid. */
  Mono<Caller> read(String token) {
    if (token.length() > LONGEST) {
      return Mono.error(new BadJwtException("The token is too long"));
    }
    Caller known = valid.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return Mono.just(known);
    }
    return decoder.decode(token).map(this::person).doOnNext(caller -> valid.put(token, caller));
  }

  private Caller person(Jwt token) {
    String subject = token.getSubject();
    Instant expiresAt = token.getExpiresAt();
    if (subject == null || subject.isBlank() || expiresAt == null) {
      throw new BadJwtException("The token has no subject or never expires");
    }
    // Services talk to each other, never through the gateway.
    if (token.hasClaim("scope")) {
      throw new BadJwtException("The token is not a person's");
    }
    List<String> roles = Objects.requireNonNullElse(token.getClaimAsStringList("roles"), List.of());
    return new Caller(subject, List.copyOf(roles), token.getTokenValue(), expiresAt);
  }
}
