package dev.ecommercestack.gateway.route;

import io.netty.channel.ChannelOption;
import java.net.URI;
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
 * Reads documents of services for the gateway itself. The load balancer chooses the instance if the
 * method does not say otherwise, and the request carries the trace of the request that it is made
 * for. A request that cannot be sent to one instance is sent once more to the next.
 */
@Component
public class ServiceClient {
  private static final int CONNECT_TIMEOUT_MILLIS = 1000;
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

  private final WebClient direct;
  private final WebClient balanced;

  ServiceClient(WebClient.Builder builder, ReactorLoadBalancerExchangeFilterFunction loadBalancer) {
    HttpClient http =
        HttpClient.create()
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .responseTimeout(RESPONSE_TIMEOUT);
    this.direct =
        builder
            .clientConnector(new ReactorClientHttpConnector(http))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_BYTES))
            .build();
    this.balanced = direct.mutate().filter(loadBalancer).build();
  }

  /**
   * Reads a document as text, once for each subscription, without the registry.
   *
   * @param uri the URI of the document; its host is resolved by DNS
   */
  public Mono<String> textWithoutRegistry(URI uri) {
    return read(direct, uri.toString(), null, String.class);
  }

  /**
   * Reads a document as JSON, once for each subscription.
   *
   * @param uri the URI of the document; its host is the name of a service
   * @param token the access token to send; null to send none
   */
  public Mono<JsonNode> json(String uri, @Nullable String token) {
    return read(balanced, uri, token, JsonNode.class);
  }

  private static <T> Mono<T> read(
      WebClient client, String uri, @Nullable String token, Class<T> type) {
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
