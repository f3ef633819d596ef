package dev.ecommercestack.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signing key.
 *
 * @param publicKey the public key
 * @param privateKey the private key; empty if this instance cannot decrypt it
 * @param signsFrom the time from which it signs
 * @param revokedAt the time from which it must not be trusted; null if it is not revoked
 */
record SigningKey(
    ECKey publicKey, Optional<ECKey> privateKey, Instant signsFrom, @Nullable Instant revokedAt) {

  /** Creates a key pair on P-256, whose id is its RFC 7638 thumbprint. */
  static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JDK cannot create P-256 keys", e);
    }
  }

  KeyTimes times() {
    return new KeyTimes(publicKey.getKeyID(), signsFrom, revokedAt, privateKey.isPresent());
  }

  /** Hides the private key: records end up in logs. */
  @Override
  public String toString() {
    return "SigningKey[" + publicKey.getKeyID() + "]";
  }
}
