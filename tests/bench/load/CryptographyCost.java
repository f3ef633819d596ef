import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.lang.management.ManagementFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/** Prints the CPU time of signatures of access tokens and of password hashes, on one thread. See tests/bench/cryptography. */
class CryptographyCost {
  private static final int ROUNDS = 5;

  interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    RSAKey rsa = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    token(JWSAlgorithm.ES256, elliptic.getKeyID(), new ECDSASigner(elliptic), new ECDSAVerifier(elliptic));
    token(JWSAlgorithm.RS256, rsa.getKeyID(), new RSASSASigner(rsa), new RSASSAVerifier(rsa));
    ed25519();
    password("bcrypt, cost 11", new BCryptPasswordEncoder(11));
    password(
        "Argon2id, 7 MiB, 5 passes",
        new Argon2Password4jPasswordEncoder(Argon2Function.getInstance(7168, 5, 1, 32, Argon2.ID)));
    System.out.printf("RS256: new key %.0f ms%n", micros(() -> new RSAKeyGenerator(2048).generate()) / 1000);
  }

  private static void token(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWSVerifier verifier)
      throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(keyId).build();
    String signed = sign(header, signer);
    System.out.printf(
        "%s: sign %.0f us, verify %.0f us, token of %d characters%n",
        algorithm,
        micros(() -> sign(header, signer)),
        micros(() -> check(SignedJWT.parse(signed).verify(verifier))),
        signed.length());
  }

  private static String sign(JWSHeader header, JWSSigner signer) throws Exception {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("ecommerce-stack")
            .subject(UUID.randomUUID().toString())
            .claim("email", "somebody@example.com")
            .claim("name", "Kim Mina")
            .claim("locale", "ko")
            .claim("roles", List.of("CUSTOMER"))
            .claim("sid", UUID.randomUUID().toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(900)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static void password(String name, PasswordEncoder encoder) throws Exception {
    String hash = encoder.encode("correct horse battery staple");
    double micros = micros(() -> check(encoder.matches("correct horse battery staple", hash)));
    System.out.printf("%s: %.0f ms, without the collection of its garbage%n", name, micros / 1000);
  }

  /** Nimbus needs a further library for Ed25519, so this is the signature alone, of the JDK. */
  private static void ed25519() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] text = new byte[400];
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(text);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(keys.getPublic());
    System.out.printf(
        "Ed25519, signature alone: sign %.0f us, verify %.0f us%n",
        micros(
            () -> {
              signer.update(text);
              signer.sign();
            }),
        micros(
            () -> {
              verifier.update(text);
              check(verifier.verify(signature));
            }));
  }

  private static void check(boolean valid) {
    if (!valid) {
      throw new IllegalStateException("a signature is not valid");
    }
  }

  /** Returns the CPU time of this thread for one call: the best of some rounds after a warm-up. */
  private static double micros(Work work) throws Exception {
    repeat(work, 3_000_000_000L);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, repeat(work, 1_000_000_000L));
    }
    return best;
  }

  private static double repeat(Work work, long nanos) throws Exception {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long end = System.nanoTime() + nanos;
    int calls = 0;
    do {
      work.run();
      calls++;
    } while (System.nanoTime() < end);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e3 / calls;
  }
}
