package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.limit.InvalidTokenLimit;
import dev.ecommercestack.gateway.route.ServiceClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The filters that check access tokens, with the keys of the user service, and their sessions. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {
  private static final String SESSION_URI = "http://user/internal/session";

  /**
   * How many tokens may wait for one thread. A check takes 0.03 to 0.1 ms with RS256 (ADR 0011), so
   * these are at most 0.2 s. Fewer would refuse valid tokens after a short pause of the process:
   * the tokens of all customers are checked again each minute.
   */
  private static final int MAX_WAITING = 2048;

  private static final int IDLE_SECONDS = 60;

  /** Threads for checks of signatures, which would delay every request of an event loop. */
  @Bean(destroyMethod = "dispose")
  Scheduler tokenScheduler() {
    return Schedulers.newBoundedElastic(
        Runtime.getRuntime().availableProcessors(), MAX_WAITING, "token-check", IDLE_SECONDS, true);
  }

  @Bean
  AccessTokenFilter accessTokenFilter(
      ServiceClient client,
      GatewaySettings settings,
      InvalidTokenLimit invalidTokens,
      @Qualifier("tokenScheduler") Scheduler scheduler) {
    Clock clock = Clock.systemUTC();
    // Every service may write to the registry: who is found there must not decide which tokens are
    // trusted.
    Mono<String> document =
        client.textWithoutRegistry(settings.security().keySetUri()).publishOn(scheduler);
    IssuerKeyCache keys = new IssuerKeyCache(document, settings.security(), clock);
    return new AccessTokenFilter(
        new AccessTokenDecoder(keys, settings.security(), clock, scheduler), invalidTokens);
  }

  @Bean
  SessionFilter sessionFilter(ServiceClient client, MeterRegistry meters) {
    return new SessionFilter(new SessionStates(token -> isLive(client, token)), meters);
  }

  private static Mono<Boolean> isLive(ServiceClient client, String token) {
    return client.json(SESSION_URI, token).map(state -> state.required("live").booleanValue());
  }
}
