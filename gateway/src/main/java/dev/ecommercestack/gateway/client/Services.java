package dev.ecommercestack.gateway.client;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerExchangeFilterFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/**
 * Reads from services that the registry knows, with the trace of the request that it is for. What
 * cannot be sent to one instance is sent once more, to the next.
 */
@Component
public class Services {
  private static final int CONNECT_MILLIS = 1000;
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int LARGEST = 4 * 1024 * 1024;

  private final WebClient client;

  Services(WebClient.Builder builder, ReactorLoadBalancerExchangeFilterFunction balancer) {
    HttpClient http =
        HttpClient.create()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .responseTimeout(ANSWER);
    this.client =
        builder
            .clientConnector(new ReactorClientHttpConnector(http))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
            .filter(balancer)
            .build();
  }

  /** Reads a document as text, at each subscription anew. */
  public Mono<String> text(String uri) {
    return read(uri, null, String.class);
  }

  /**
   * Reads a document as JSON, at each subscription anew.
   *
   * @param uri whose host is a service's name
   * @param token access token to send, null for none
   */
  public Mono<JsonNode> json(String uri, @Nullable String token) {
    return read(uri, token, JsonNode.class);
  }

  private <T> Mono<T> read(String uri, @Nullable String token, Class<T> type) {
    return client
        .get()
        .uri(uri)
        .headers(
            headers -> {
              headers.set(HttpHeaders.ACCEPT, "application/json");
              if (token != null) {
                headers.setBearerAuth(token);
              }
            })
        .retrieve()
        .bodyToMono(type)
        .retryWhen(
            Retry.max(1)
                .filter(WebClientRequestException.class::isInstance)
                .onRetryExhaustedThrow((_, last) -> last.failure()));
  }
}
