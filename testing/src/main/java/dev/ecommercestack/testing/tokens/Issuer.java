package dev.ecommercestack.testing.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs tokens as the user service does. */
public final class Issuer {
  private final ECKey key;

  /** One with a key of its own. */
  public Issuer() {
    this(UUID.randomUUID().toString());
  }

  /** One with a key of its own under a name. */
  public Issuer(String keyId) {
    try {
      this.key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns its public keys, a JSON Web Key Set. */
  public String keySet() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** Returns the name of its key. */
  public String keyId() {
    return key.getKeyID();
  }

  /** Returns a person's token. */
  public String person(UUID id, String... roles) {
    return token(
        claims(id.toString())
            .claim("roles", List.of(roles))
            .claim("email", id + "@example.com")
            .claim("name", "김 손님"));
  }

  /** Returns the token of a new customer. */
  public String customer() {
    return person(UUID.randomUUID(), "CUSTOMER");
  }

  /** Returns a new administrator's token. */
  public String admin() {
    return person(UUID.randomUUID(), "CUSTOMER", "ADMIN");
  }

  /** Returns a service's token. */
  public String service(String name) {
    return token(claims("service:" + name).claim("scope", "service"));
  }

  /** Returns claims of a token that is valid for an hour. */
  public static JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("ecommerce-stack")
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
  }

  /** Returns a token that says this. */
  public String token(JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
