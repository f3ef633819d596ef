package dev.ecommercestack.declare.rabbitmq;

import static dev.ecommercestack.declare.rabbitmq.ManagementApi.path;

import dev.ecommercestack.contracts.access.RabbitMqAccess;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Creates users and updates their passwords, tags and permissions. */
final class Users {
  private final ManagementApi api;
  private final ChangeRecorder changes;
  private final String vhost;

  Users(ManagementApi api, ChangeRecorder changes, String vhost) {
    this.api = api;
    this.changes = changes;
    this.vhost = vhost;
  }

  void declare(Topology topology, Map<String, Credential> services) throws InterruptedException {
    for (Map.Entry<String, Credential> service : services.entrySet()) {
      Optional<RabbitMqAccess> access = RabbitMqAccess.of(topology, service.getKey());
      if (access.isPresent()) {
        putUser(service.getKey(), service.getValue(), access.get().tag());
        putPermissions(service.getValue().username(), access.get());
        putRoutingKeys(service.getValue().username(), access.get());
      }
    }
  }

  private void putUser(String service, Credential credential, String tag)
      throws InterruptedException {
    String path = path("users", credential.username());
    String what = "user %s for %s".formatted(credential.username(), service);
    Optional<JsonNode> present = api.get(path);
    boolean passwordMatches =
        present.isPresent()
            && PasswordHash.matches(
                present.get().path("password_hash").asString(""),
                present.get().path("hashing_algorithm").asString(""),
                credential.password());
    if (passwordMatches && hasTags(present.get(), tag)) {
      changes.unchanged();
      return;
    }
    api.put(path, Map.of("password", credential.password(), "tags", tag));
    if (passwordMatches) {
      changes.changed("tags of " + what);
    } else if (present.isPresent()) {
      changes.changed("password of " + what);
    } else {
      changes.created(what);
    }
  }

  private static boolean hasTags(JsonNode user, String tag) {
    List<String> tags = user.path("tags").valueStream().map(JsonNode::asString).toList();
    return tags.equals(tag.isEmpty() ? List.of() : List.of(tag));
  }

  private void putPermissions(String username, RabbitMqAccess access) throws InterruptedException {
    put(
        path("permissions", vhost, username),
        Map.of(
            "configure", access.configure(),
            "write", access.write(),
            "read", access.read()),
        "permissions of " + username);
  }

  /** Limits the permission to write to an exchange to the routing keys of the service. */
  private void putRoutingKeys(String username, RabbitMqAccess access) throws InterruptedException {
    String path = path("topic-permissions", vhost, username);
    Optional<JsonNode> present = api.get(path);
    for (Map.Entry<String, String> exchange : access.routingKeys().entrySet()) {
      JsonNode wanted =
          ManagementApi.tree(
              Map.of(
                  "exchange", exchange.getKey(),
                  "write", exchange.getValue(),
                  "read", RabbitMqAccess.MATCH_NOTHING));
      Optional<JsonNode> found =
          present.stream()
              .flatMap(all -> all.valueStream())
              .filter(one -> one.path("exchange").equals(wanted.path("exchange")))
              .findFirst();
      apply(
          found,
          wanted,
          "routing keys of %s on exchange %s".formatted(username, exchange.getKey()),
          () -> api.put(path, wanted));
    }
  }

  private void put(String path, Object body, String what) throws InterruptedException {
    apply(api.get(path), ManagementApi.tree(body), what, () -> api.put(path, body));
  }

  private void apply(Optional<JsonNode> found, JsonNode wanted, String what, ApiCall call)
      throws InterruptedException {
    if (found.isPresent() && containsAll(found.get(), wanted)) {
      changes.unchanged();
      return;
    }
    call.send();
    if (found.isPresent()) {
      changes.changed(what);
    } else {
      changes.created(what);
    }
  }

  /**
   * Returns whether an object has all wanted properties. Additional ones, such as the name of the
   * virtual host, are ignored.
   */
  static boolean containsAll(JsonNode found, JsonNode wanted) {
    return wanted.propertyStream().allMatch(e -> e.getValue().equals(found.path(e.getKey())));
  }

  private interface ApiCall {
    void send() throws InterruptedException;
  }
}
