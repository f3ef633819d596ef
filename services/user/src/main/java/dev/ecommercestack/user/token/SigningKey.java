package dev.ecommercestack.user.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
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
 * @param allowsRs256 whether it was created by a release whose verifiers accept RS256
 */
record SigningKey(
    JWK publicKey,
    Optional<JWK> privateKey,
    Instant signsFrom,
    @Nullable Instant revokedAt,
    boolean allowsRs256) {
  private static final int RSA_BITS = 2048;

  /**
   * Creates a key pair, whose id is its RFC 7638 thumbprint.
   *
   * @param algorithm {@code ES256} or {@code RS256}, whose keys take about a second to create
   */
  static JWK generate(JWSAlgorithm algorithm) {
    try {
      return generator(algorithm)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(algorithm)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JDK cannot create keys for " + algorithm, e);
    }
  }

  private static JWKGenerator<? extends JWK> generator(JWSAlgorithm algorithm) {
    return algorithm.equals(JWSAlgorithm.RS256)
        ? new RSAKeyGenerator(RSA_BITS)
        : new ECKeyGenerator(Curve.P_256);
  }

  String id() {
    return publicKey.getKeyID();
  }

  KeyTimes times() {
    return new KeyTimes(id(), signsFrom, revokedAt, privateKey.isPresent());
  }

  /** Hides the private key: records end up in logs. */
  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
