package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.limit.InvalidTokenLimit;
import dev.ecommercestack.gateway.route.ServiceClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;

/** The filters that check access tokens, with the keys of the user service, and their sessions. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {
  private static final String SESSION_URI = "http://user/internal/session";
  private static final int CONNECT_TIMEOUT_MILLIS = 1000;
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

  /** How many tokens may wait for one thread: less than half a second of checks. */
  private static final int MAX_WAITING = 256;

  private static final int IDLE_SECONDS = 60;

  /** Threads for checks of signatures, which would delay every request of an event loop. */
  @Bean(destroyMethod = "dispose")
  Scheduler tokenScheduler() {
    return Schedulers.newBoundedElastic(
        Runtime.getRuntime().availableProcessors(), MAX_WAITING, "token-check", IDLE_SECONDS, true);
  }

  @Bean
  AccessTokenFilter accessTokenFilter(
      WebClient.Builder builder,
      GatewaySettings settings,
      InvalidTokenLimit invalidTokens,
      @Qualifier("tokenScheduler") Scheduler scheduler) {
    Clock clock = Clock.systemUTC();
    Mono<String> document = document(builder, settings.security().keySetUri()).publishOn(scheduler);
    IssuerKeyCache keys = new IssuerKeyCache(document, settings.security(), clock);
    return new AccessTokenFilter(
        new AccessTokenDecoder(keys, settings.security(), clock, scheduler), invalidTokens);
  }

  /**
   * Reads the keys without the registry: every service may write there, so who is found there must
   * not decide which tokens are trusted.
   */
  private static Mono<String> document(WebClient.Builder builder, URI uri) {
    HttpClient http =
        HttpClient.create()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .responseTimeout(RESPONSE_TIMEOUT);
    return builder
        .clientConnector(new ReactorClientHttpConnector(http))
        .build()
        .get()
        .uri(uri)
        .accept(MediaType.APPLICATION_JSON)
        .retrieve()
        .bodyToMono(String.class)
        .retryWhen(
            Retry.max(1)
                .filter(WebClientRequestException.class::isInstance)
                .onRetryExhaustedThrow((_, last) -> last.failure()));
  }

  @Bean
  SessionFilter sessionFilter(ServiceClient client, MeterRegistry meters) {
    return new SessionFilter(new SessionStates(token -> isLive(client, token)), meters);
  }

  private static Mono<Boolean> isLive(ServiceClient client, String token) {
    return client.json(SESSION_URI, token).map(state -> state.required("live").booleanValue());
  }
}
