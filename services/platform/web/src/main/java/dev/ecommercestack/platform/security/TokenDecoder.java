package dev.ecommercestack.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens: signature, issuer, times, and the audience of service tokens. A token that was
 * accepted is kept for a minute, as the check of a signature is the most expensive part of a short
 * request. It is not used any more when it has expired, or when its key is not in the key set.
 */
public final class TokenDecoder implements JwtDecoder {
  private static final Duration KEPT = Duration.ofMinutes(1);
  // About 3 KB each.
  private static final int MAX_KEPT = 2_000;

  private final JwtDecoder decoder;
  private final JWKSource<SecurityContext> keys;
  private final InstantSource clock;
  private final Cache<String, Jwt> accepted =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();

  TokenDecoder(JwtDecoder decoder, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.decoder = decoder;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Returns a decoder.
   *
   * @param keys the keys of the issuer
   * @param properties the issuer and the largest difference between clocks
   * @param service the name of this service, for which service tokens must be issued
   */
  public static TokenDecoder of(
      JWKSource<SecurityContext> keys, SecurityProperties properties, String service) {
    // Both, so that the issuer may change from one to the other; a key is used for its own only.
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .jwsAlgorithms(algorithms -> algorithms.add(SignatureAlgorithm.RS256))
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(properties.clockSkew()),
            new JwtIssuerValidator(properties.issuer()),
            audience(service)));
    return new TokenDecoder(decoder, keys, InstantSource.system());
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = accepted.getIfPresent(token);
    if (known != null && isAlive(known) && hasKey(known)) {
      return known;
    }
    Jwt decoded = decoder.decode(token);
    accepted.put(token, decoded);
    return decoded;
  }

  private boolean isAlive(Jwt token) {
    Instant end = token.getExpiresAt();
    return end != null && clock.instant().isBefore(end);
  }

  private boolean hasKey(Jwt token) {
    if (!(token.getHeaders().get(JoseHeaderNames.KID) instanceof String id)) {
      return false;
    }
    try {
      JWKMatcher matcher = new JWKMatcher.Builder().keyID(id).build();
      return !keys.get(new JWKSelector(matcher), null).isEmpty();
    } catch (KeySourceException e) {
      // The full check answers for it.
      return false;
    }
  }

  /**
   * Service tokens of user 0.1.0 have no audience. They exist for ten minutes after its last pod
   * has ended: the user service of this version issues none.
   */
  private static OAuth2TokenValidator<Jwt> audience(String service) {
    OAuth2TokenValidatorResult otherAudience =
        OAuth2TokenValidatorResult.failure(
            new OAuth2Error(
                OAuth2ErrorCodes.INVALID_TOKEN, "The token is for another service", null));
    return token -> {
      List<String> audience = Objects.requireNonNullElse(token.getAudience(), List.of());
      return !JwtRoles.isServiceToken(token) || audience.isEmpty() || audience.contains(service)
          ? OAuth2TokenValidatorResult.success()
          : otherAudience;
    };
  }
}
