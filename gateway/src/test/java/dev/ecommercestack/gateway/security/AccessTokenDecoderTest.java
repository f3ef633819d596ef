package dev.ecommercestack.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import reactor.core.publisher.Mono;

class AccessTokenDecoderTest {
  private final Issuer elliptic = new Issuer();
  private final Issuer rsa = Issuer.rs256();
  private final AccessTokenDecoder decoder = decoder(elliptic, rsa);

  private static AccessTokenDecoder decoder(Issuer... issuers) {
    GatewaySettings.Security settings =
        new GatewaySettings.Security(
            "ecommerce-stack",
            URI.create("http://user/keys"),
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            Duration.ZERO);
    List<JWK> keys = Stream.of(issuers).flatMap(issuer -> keys(issuer).stream()).toList();
    Mono<String> document = Mono.just(new JWKSet(keys).toString());
    return new AccessTokenDecoder(
        new IssuerKeyCache(document, settings, Clock.systemUTC()), settings, Clock.systemUTC());
  }

  private static List<JWK> keys(Issuer issuer) {
    try {
      return JWKSet.parse(issuer.keySet()).getKeys();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void acceptsBothAlgorithmsWhileTheIssuerChangesFromOneToTheOther() {
    for (Issuer issuer : List.of(elliptic, rsa)) {
      assertThat(decoder.decode(issuer.admin()).map(Caller::isAdmin).block()).isTrue();
    }
  }

  @Test
  void refusesSecretMadeOfPublicKey() throws Exception {
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.keyId()).build(),
            Issuer.claims("somebody").build());
    forged.sign(new MACSigner(keys(rsa).getFirst().toRSAKey().toRSAPublicKey().getEncoded()));
    assertThatExceptionOfType(BadJwtException.class)
        .isThrownBy(() -> decoder.decode(forged.serialize()).block());
  }
}
