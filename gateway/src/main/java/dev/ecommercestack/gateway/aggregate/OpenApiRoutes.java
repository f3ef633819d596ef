package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.route.ServiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of the whole shop, merged from those of all services. For a service that
 * does not answer its last known document is used; a service without one is named in {@code
 * x-unavailable}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiRoutes {
  private static final Logger log = LoggerFactory.getLogger(OpenApiRoutes.class);
  private static final List<String> SERVICES =
      List.of("user", "product", "event", "order", "worker");
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration COMPLETE_CACHE_DURATION = Duration.ofMinutes(1);
  private static final Duration INCOMPLETE_CACHE_DURATION = Duration.ofSeconds(5);
  private static final String UNAVAILABLE = "x-unavailable";

  private final Map<String, JsonNode> lastKnown = new ConcurrentHashMap<>();

  @Bean
  RouterFunction<ServerResponse> openApiFunctions(ServiceClient client, JsonMapper json)
      throws IOException {
    ObjectNode gatewayDocument;
    try (InputStream in = new ClassPathResource("openapi.json").getInputStream()) {
      gatewayDocument = (ObjectNode) json.readTree(in);
    }
    Mono<ObjectNode> document =
        Flux.fromIterable(SERVICES)
            .flatMapSequential(service -> read(client, service))
            .collectMap(Map.Entry::getKey, Map.Entry::getValue)
            .map(documents -> merge(gatewayDocument, documents))
            .cache(
                merged ->
                    merged.has(UNAVAILABLE) ? INCOMPLETE_CACHE_DURATION : COMPLETE_CACHE_DURATION,
                failure -> Duration.ZERO,
                () -> Duration.ZERO);
    return RouterFunctions.route()
        .GET(
            "/api/v1/openapi.json",
            request ->
                document.flatMap(
                    merged ->
                        ServerResponse.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(merged)))
        .build();
  }

  private Mono<Map.Entry<String, JsonNode>> read(ServiceClient client, String service) {
    return client
        .json("http://" + service + "/v3/api-docs", null)
        .timeout(RESPONSE_TIMEOUT)
        .doOnNext(document -> lastKnown.put(service, document))
        .onErrorResume(
            failure -> {
              log.info(
                  "The OpenAPI document of {} cannot be read: {}", service, failure.toString());
              return Mono.justOrEmpty(Optional.ofNullable(lastKnown.get(service)));
            })
        .map(document -> Map.entry(service, document));
  }

  private static ObjectNode merge(ObjectNode gatewayDocument, Map<String, JsonNode> documents) {
    OpenApiMerger merged = new OpenApiMerger(gatewayDocument);
    for (String service : SERVICES) {
      JsonNode document = documents.get(service);
      if (document != null) {
        merged.add(service, document);
      } else {
        merged.build().withArray(UNAVAILABLE).add(service);
      }
    }
    return merged.build();
  }
}
