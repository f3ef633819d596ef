package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.client.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks several services at once. A part that fails or is late is null and named in {@code
 * unavailable}; the others are answered all the same.
 */
@Component
class Aggregator {
  private static final Logger log = LoggerFactory.getLogger(Aggregator.class);

  private static final String UNAVAILABLE = "unavailable";

  private final Services services;
  private final GatewaySettings settings;
  private final JsonMapper json;

  Aggregator(Services services, GatewaySettings settings, JsonMapper json) {
    this.services = services;
    this.settings = settings;
    this.json = json;
  }

  /**
   * Where a part comes from.
   *
   * @param name its field
   * @param uri whose host is a service's name
   */
  record Source(String name, String uri) {}

  /** Asks all sources, with a token or without one; each answer is a field. */
  Mono<ObjectNode> ask(List<Source> sources, @Nullable String token) {
    return parts(sources, token).map(this::document);
  }

  /** Asks all sources for the parts of one list, {@code items}. */
  Mono<ObjectNode> list(List<Source> sources, @Nullable String token) {
    return parts(sources, token).map(this::list);
  }

  private Mono<List<Part>> parts(List<Source> sources, @Nullable String token) {
    return Flux.fromIterable(sources)
        .flatMapSequential(source -> part(source, token))
        .collectList();
  }

  private Mono<Part> part(Source source, @Nullable String token) {
    return services
        .json(source.uri(), token)
        .timeout(settings.partTimeout())
        .map(answer -> Part.of(source.name(), answer))
        .onErrorResume(
            failure -> {
              log.warn("No {}: {}", source.name(), failure.toString());
              return Mono.just(Part.missing(source.name()));
            })
        .defaultIfEmpty(Part.missing(source.name()));
  }

  private ObjectNode document(List<Part> parts) {
    ObjectNode document = json.createObjectNode();
    parts.forEach(part -> document.set(part.name(), part.value()));
    document.set(UNAVAILABLE, unavailable(parts));
    return document;
  }

  private ObjectNode list(List<Part> parts) {
    ObjectNode document = json.createObjectNode();
    ArrayNode items = document.putArray("items");
    parts.forEach(part -> part.value().forEach(items::add));
    document.set(UNAVAILABLE, unavailable(parts));
    return document;
  }

  private ArrayNode unavailable(List<Part> parts) {
    ArrayNode names = json.createArrayNode();
    parts.stream().filter(part -> !part.available()).map(Part::name).forEach(names::add);
    return names;
  }
}
