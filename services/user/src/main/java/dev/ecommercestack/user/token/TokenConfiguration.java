package dev.ecommercestack.user.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.ecommercestack.platform.security.SecurityProperties;
import dev.ecommercestack.user.UserSettings;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.transaction.support.TransactionOperations;

/** Signing keys and tokens as the settings say. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  @Bean
  KeyProtection keyProtection(@Value("${" + KeyProtection.FILE + ":}") String secret) {
    return new KeyProtection(secret);
  }

  @Bean
  SigningKeys signingKeys(
      JdbcClient database,
      KeyProtection protection,
      TransactionOperations transactions,
      UserSettings settings,
      Clock clock) {
    UserSettings.Keys keys = settings.keys();
    KeySchedule.Policy policy =
        new KeySchedule.Policy(
            keys.period(), keys.lead(), settings.tokens().longest(), keys.margin());
    return new SigningKeys(
        new SigningKeyRepository(database, protection), transactions, policy, clock);
  }

  @Bean
  TokenIssuer tokenIssuer(SigningKeys keys, UserSettings settings, Clock clock) {
    return new TokenIssuer(keys, settings.tokens(), clock);
  }

  /** This service is the issuer: it checks tokens with the keys that it has, and asks nobody. */
  @Bean
  JwtDecoder jwtDecoder(SigningKeys keys, SecurityProperties properties) {
    JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys.published());
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(source).jwsAlgorithm(SignatureAlgorithm.ES256).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(properties.clockSkew()),
            new JwtIssuerValidator(properties.issuer())));
    return decoder;
  }
}
