package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.route.ServiceClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The filter that checks access tokens, with the keys of the user service. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {
  @Bean
  AccessTokenFilter accessTokenFilter(ServiceClient client, GatewaySettings settings) {
    Clock clock = Clock.systemUTC();
    IssuerKeyCache keys =
        new IssuerKeyCache(
            client.text(settings.security().keySetUri().toString()), settings.security(), clock);
    return new AccessTokenFilter(new AccessTokenDecoder(keys, settings.security(), clock));
  }
}
