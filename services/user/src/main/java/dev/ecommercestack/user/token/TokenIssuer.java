package dev.ecommercestack.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.produce.JWSSignerFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.user.UserSettings;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Issues the signed tokens of the stack: RS256 or ES256, by the key, issuer {@value #ISSUER}. */
public class TokenIssuer {
  /** The claim {@code iss} of every token. */
  public static final String ISSUER = "ecommerce-stack";

  /** The claim with the id of the session, in access tokens of people. */
  public static final String SESSION = "sid";

  private static final JWSSignerFactory SIGNERS = new DefaultJWSSignerFactory();

  private final SigningKeys keys;
  private final UserSettings.TokenSettings lifetimes;
  private final Clock clock;

  /**
   * Creates an issuer.
   *
   * @param keys the signing keys
   * @param lifetimes the lifetimes of tokens
   * @param clock the clock for issue and expiry times
   */
  public TokenIssuer(SigningKeys keys, UserSettings.TokenSettings lifetimes, Clock clock) {
    this.keys = keys;
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  /**
   * Issues an access token for an account. It contains the contact data, so that a service that
   * sends a notification job needs no request for the address.
   *
   * @param account the account, the token's subject
   * @param sessionId the session that the token ends with, the claim {@value #SESSION}
   */
  public SignedToken forAccount(Account account, UUID sessionId) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(account.id().toString())
            .claim(SESSION, sessionId.toString())
            .claim("email", account.email().value())
            .claim("name", account.name().value())
            .claim("locale", account.language().code())
            .claim("roles", account.roles().stream().map(Role::name).sorted().toList());
    return sign(claims, lifetimes.access());
  }

  /**
   * Issues a token with which a service calls others.
   *
   * @param service the name of the service
   * @param audience the names of the services that accept the token
   */
  public SignedToken forService(String service, List<String> audience) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject("service:" + service)
            .audience(audience)
            .claim("scope", "service");
    return sign(claims, lifetimes.service());
  }

  private SignedToken sign(JWTClaimsSet.Builder claims, Duration lifetime) {
    JWK key = keys.signer();
    JWSAlgorithm algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
    Instant now = clock.instant();
    JWTClaimsSet complete =
        claims
            .issuer(ISSUER)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, complete);
    try {
      token.sign(SIGNERS.createJWSSigner(key, algorithm));
    } catch (JOSEException e) {
      throw new IllegalStateException(
          "Signing key " + key.getKeyID() + " could not sign a token", e);
    }
    return new SignedToken(token.serialize(), lifetime);
  }
}
