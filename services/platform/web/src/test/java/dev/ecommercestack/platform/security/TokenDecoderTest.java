package dev.ecommercestack.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.testing.ManualClock;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class TokenDecoderTest {
  private static final SecurityProperties PROPERTIES =
      new SecurityProperties(
          "ecommerce-stack",
          URI.create("http://localhost"),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ZERO);

  private final Issuer issuer = new Issuer();

  private static TokenDecoder decoder(Issuer issuer) throws Exception {
    JWKSet keys = JWKSet.parse(issuer.keySet());
    JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys);
    return TokenDecoder.of(source, PROPERTIES, "product");
  }

  @Test
  void acceptsServiceTokensForThisServiceOnly() throws Exception {
    TokenDecoder decoder = decoder(issuer);
    assertThatCode(() -> decoder.decode(issuer.service("order", "product")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> decoder.decode(issuer.service("order", "event")))
        .isInstanceOf(BadJwtException.class);
    // Tokens of people, and those of user 0.1.0 during the upgrade, have no audience.
    assertThatCode(() -> decoder.decode(issuer.customer())).doesNotThrowAnyException();
    assertThatCode(() -> decoder.decode(issuer.service("order"))).doesNotThrowAnyException();
  }

  @Test
  void checksASignatureOnceUntilTheTokenExpires() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    AtomicReference<JWKSet> keys = new AtomicReference<>(JWKSet.parse(issuer.keySet()));
    JwtDecoder nimbus = decoder(issuer);
    ManualClock clock = new ManualClock(Instant.now());
    TokenDecoder decoder =
        new TokenDecoder(
            token -> {
              checks.incrementAndGet();
              return nimbus.decode(token);
            },
            (selector, context) -> selector.select(keys.get()),
            clock);
    String token =
        issuer.token(
            Issuer.claims("somebody").expirationTime(Date.from(Instant.now().plusSeconds(30))));
    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(token).getSubject()).isEqualTo("somebody");
    }
    assertThat(checks).hasValue(1);

    keys.set(new JWKSet());
    decoder.decode(token);
    assertThat(checks).as("its key was revoked").hasValue(2);
    keys.set(JWKSet.parse(issuer.keySet()));
    clock.advance(Duration.ofSeconds(30));
    decoder.decode(token);
    assertThat(checks).as("it has expired").hasValue(3);

    String forged = new Issuer(issuer.keyId()).customer();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decoder.decode(forged)).isInstanceOf(BadJwtException.class);
    }
    assertThat(checks).as("what is refused is not kept").hasValue(5);
  }

  @Test
  void acceptsBothAlgorithmsButOnlyThatOfTheKey() throws Exception {
    Issuer rsa = Issuer.rs256();
    TokenDecoder decoder = decoder(rsa);
    assertThatCode(() -> decoder.decode(rsa.customer())).doesNotThrowAnyException();
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.keyId()).build(),
            Issuer.claims("somebody").build());
    symmetric.sign(
        new MACSigner(
            JWKSet.parse(rsa.keySet()).getKeys().getFirst().toRSAKey().toPublicKey().getEncoded()));
    String unsigned = new PlainJWT(Issuer.claims("somebody").build()).serialize();
    for (String token : new String[] {symmetric.serialize(), unsigned}) {
      assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
    }
  }
}
