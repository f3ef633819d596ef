package dev.ecommercestack.gateway.aggregate;

import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.gateway.route.ServiceClient;
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
 * Calls several services at the same time and makes one JSON document of their responses. When a
 * service fails or is too slow, its field is null and its name is in {@code unavailable}.
 */
@Component
class Aggregator {
  private static final Logger log = LoggerFactory.getLogger(Aggregator.class);

  private static final String UNAVAILABLE = "unavailable";

  private final ServiceClient client;
  private final GatewaySettings settings;
  private final JsonMapper json;

  Aggregator(ServiceClient client, GatewaySettings settings, JsonMapper json) {
    this.client = client;
    this.settings = settings;
    this.json = json;
  }

  /**
   * The source of a part.
   *
   * @param name the name of the part: its field in the aggregate
   * @param uri the URI that is read; its host is the name of a service
   */
  record Source(String name, String uri) {}

  /**
   * Reads all sources and makes a document with one field for each.
   *
   * @param token the access token to send; null to send none
   */
  Mono<ObjectNode> aggregate(List<Source> sources, @Nullable String token) {
    return read(sources, token).map(this::toDocument);
  }

  /**
   * Reads all sources and makes a document whose {@code items} are the items of all of them.
   *
   * @param token the access token to send; null to send none
   */
  Mono<ObjectNode> concatenate(List<Source> sources, @Nullable String token) {
    return read(sources, token).map(this::toList);
  }

  /** Returns whether a document has all of its parts. */
  static boolean isComplete(ObjectNode document) {
    return document.path(UNAVAILABLE).isEmpty();
  }

  private Mono<List<AggregatePart>> read(List<Source> sources, @Nullable String token) {
    return Flux.fromIterable(sources)
        .flatMapSequential(source -> read(source, token))
        .collectList();
  }

  private Mono<AggregatePart> read(Source source, @Nullable String token) {
    return client
        .json(source.uri(), token)
        .timeout(settings.partTimeout())
        .map(response -> AggregatePart.of(source.name(), response))
        .onErrorResume(
            failure -> {
              log.warn(
                  "The part {} of an aggregate is unavailable: {}",
                  source.name(),
                  failure.toString());
              return Mono.just(AggregatePart.unavailable(source.name()));
            })
        .defaultIfEmpty(AggregatePart.unavailable(source.name()));
  }

  private ObjectNode toDocument(List<AggregatePart> parts) {
    ObjectNode document = json.createObjectNode();
    parts.stream()
        .filter(AggregatePart::available)
        .forEach(part -> document.set(part.name(), part.value()));
    document.set(UNAVAILABLE, unavailable(parts));
    return document;
  }

  private ObjectNode toList(List<AggregatePart> parts) {
    ObjectNode document = json.createObjectNode();
    ArrayNode items = document.putArray("items");
    parts.forEach(part -> part.value().forEach(items::add));
    document.set(UNAVAILABLE, unavailable(parts));
    return document;
  }

  private ArrayNode unavailable(List<AggregatePart> parts) {
    ArrayNode names = json.createArrayNode();
    parts.stream().filter(part -> !part.available()).map(AggregatePart::name).forEach(names::add);
    return names;
  }
}
