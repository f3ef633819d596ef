package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.client.Services;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The token check, with keys that are found through the registry. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  @Bean
  TokenCheck tokenCheck(Services services, GatewaySettings settings) {
    Clock clock = Clock.systemUTC();
    IssuerKeys keys =
        new IssuerKeys(
            services.text(settings.security().keySetUri().toString()), settings.security(), clock);
    return new TokenCheck(new Tokens(keys, settings.security(), clock));
  }
}
