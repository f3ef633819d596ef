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
 * A signing key as this instance sees it.
 *
 * @param publicKey what verifiers get
 * @param privateKey what signs; empty when this instance cannot open it
 * @param signsFrom from when it signs
 * @param revokedAt since when it must not be trusted; null for a good key
 */
record SigningKey(
    ECKey publicKey, Optional<ECKey> privateKey, Instant signsFrom, @Nullable Instant revokedAt) {

  /** Makes a key pair on P-256, named by its RFC 7638 thumbprint. */
  static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JDK cannot make P-256 keys", e);
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
