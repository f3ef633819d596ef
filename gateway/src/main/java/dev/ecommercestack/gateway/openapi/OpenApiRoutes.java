package dev.ecommercestack.gateway.openapi;

import dev.ecommercestack.gateway.client.Services;
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
 * The API of the whole shop in one document. A service that does not answer is shown as it was seen
 * last; one that was never seen is named in {@code x-unavailable}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiRoutes {
  private static final Logger log = LoggerFactory.getLogger(OpenApiRoutes.class);
  private static final List<String> SERVICES =
      List.of("user", "product", "event", "order", "worker");
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration COMPLETE = Duration.ofMinutes(1);
  private static final Duration INCOMPLETE = Duration.ofSeconds(5);
  private static final String UNAVAILABLE = "x-unavailable";

  private final Map<String, JsonNode> seen = new ConcurrentHashMap<>();

  @Bean
  RouterFunction<ServerResponse> openApi(Services services, JsonMapper json) throws IOException {
    ObjectNode own;
    try (InputStream in = new ClassPathResource("openapi.json").getInputStream()) {
      own = (ObjectNode) json.readTree(in);
    }
    Mono<ObjectNode> document =
        Flux.fromIterable(SERVICES)
            .flatMapSequential(service -> read(services, service))
            .collectMap(Map.Entry::getKey, Map.Entry::getValue)
            .map(documents -> merge(own, documents))
            .cache(
                merged -> merged.has(UNAVAILABLE) ? INCOMPLETE : COMPLETE,
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

  private Mono<Map.Entry<String, JsonNode>> read(Services services, String service) {
    return services
        .json("http://" + service + "/v3/api-docs", null)
        .timeout(PATIENCE)
        .doOnNext(document -> seen.put(service, document))
        .onErrorResume(
            failure -> {
              log.info("No API document of {}: {}", service, failure.toString());
              return Mono.justOrEmpty(Optional.ofNullable(seen.get(service)));
            })
        .map(document -> Map.entry(service, document));
  }

  private static ObjectNode merge(ObjectNode own, Map<String, JsonNode> documents) {
    MergedDocument merged = new MergedDocument(own);
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
