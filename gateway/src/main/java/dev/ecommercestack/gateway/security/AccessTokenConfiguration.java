package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.limit.InvalidTokenLimit;
import dev.ecommercestack.gateway.route.ServiceClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The filters that check access tokens, with the keys of the user service, and their sessions. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {
  private static final String SESSION_URI = "http://user/internal/session";

  @Bean
  AccessTokenFilter accessTokenFilter(
      ServiceClient client, GatewaySettings settings, InvalidTokenLimit invalidTokens) {
    Clock clock = Clock.systemUTC();
    IssuerKeyCache keys =
        new IssuerKeyCache(
            client.text(settings.security().keySetUri().toString()), settings.security(), clock);
    return new AccessTokenFilter(
        new AccessTokenDecoder(keys, settings.security(), clock), invalidTokens);
  }

  @Bean
  SessionFilter sessionFilter(ServiceClient client, MeterRegistry meters) {
    return new SessionFilter(new SessionStates(token -> isLive(client, token)), meters);
  }

  private static Mono<Boolean> isLive(ServiceClient client, String token) {
    return client.json(SESSION_URI, token).map(state -> state.required("live").booleanValue());
  }
}
