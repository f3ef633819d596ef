package dev.ecommercestack.user.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.ecommercestack.platform.security.SecurityProperties;
import dev.ecommercestack.platform.security.TokenDecoder;
import dev.ecommercestack.user.UserSettings;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.transaction.support.TransactionOperations;

/** Beans for signing keys and tokens, from the settings. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  @Bean
  KeyProtection keyProtection(@Value("${" + KeyProtection.FILE + ":}") String secret) {
    return new KeyProtection(secret);
  }

  @Bean
  SigningKeys signingKeys(
      JdbcClient jdbc,
      KeyProtection protection,
      TransactionOperations transactions,
      UserSettings settings,
      Clock clock) {
    UserSettings.KeySettings keys = settings.keys();
    KeySchedule.RotationPolicy policy =
        new KeySchedule.RotationPolicy(
            keys.period(), keys.lead(), settings.tokens().longest(), keys.margin());
    return new SigningKeys(
        new SigningKeyRepository(jdbc, protection),
        transactions,
        policy,
        JWSAlgorithm.parse(keys.algorithm().name()),
        clock);
  }

  @Bean
  TokenIssuer tokenIssuer(SigningKeys keys, UserSettings settings, Clock clock) {
    return new TokenIssuer(keys, settings.tokens(), clock);
  }

  /** This service is the issuer: it verifies tokens with its own keys, without a request. */
  @Bean
  JwtDecoder jwtDecoder(
      SigningKeys keys,
      SecurityProperties properties,
      @Value("${spring.application.name}") String service) {
    JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys.published());
    return TokenDecoder.of(source, properties, service);
  }
}
