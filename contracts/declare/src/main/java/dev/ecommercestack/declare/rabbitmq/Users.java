package dev.ecommercestack.declare.rabbitmq;

import static dev.ecommercestack.declare.rabbitmq.ManagementApi.path;

import dev.ecommercestack.contracts.access.RabbitMqAccess;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.Credential;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Creates services' users and gives them their passwords and permissions. */
final class Users {
  private final ManagementApi api;
  private final Changes changes;
  private final String vhost;

  Users(ManagementApi api, Changes changes, String vhost) {
    this.api = api;
    this.changes = changes;
    this.vhost = vhost;
  }

  void declare(Topology topology, Map<String, Credential> services) throws InterruptedException {
    for (Map.Entry<String, Credential> service : services.entrySet()) {
      Optional<RabbitMqAccess> access = RabbitMqAccess.of(topology, service.getKey());
      if (access.isPresent()) {
        user(service.getKey(), service.getValue());
        permissions(service.getValue().username(), access.get());
        routingKeys(service.getValue().username(), access.get());
      }
    }
  }

  private void user(String service, Credential credential) throws InterruptedException {
    String path = path("users", credential.username());
    String what = "user %s for %s".formatted(credential.username(), service);
    Optional<JsonNode> present = api.get(path);
    boolean same =
        present.isPresent()
            && PasswordHash.matches(
                present.get().path("password_hash").asString(""),
                present.get().path("hashing_algorithm").asString(""),
                credential.password());
    if (same) {
      changes.unchanged();
      return;
    }
    api.put(path, Map.of("password", credential.password(), "tags", ""));
    if (present.isPresent()) {
      changes.changed("password of " + what);
    } else {
      changes.created(what);
    }
  }

  private void permissions(String username, RabbitMqAccess access) throws InterruptedException {
    replace(
        path("permissions", vhost, username),
        Map.of(
            "configure", access.configure(),
            "write", access.write(),
            "read", access.read()),
        "permissions of " + username);
  }

  /** Beyond the permission to write to an exchange: with which routing keys. */
  private void routingKeys(String username, RabbitMqAccess access) throws InterruptedException {
    String path = path("topic-permissions", vhost, username);
    Optional<JsonNode> present = api.get(path);
    for (Map.Entry<String, String> exchange : access.routingKeys().entrySet()) {
      JsonNode wanted =
          ManagementApi.tree(
              Map.of(
                  "exchange", exchange.getKey(),
                  "write", exchange.getValue(),
                  "read", RabbitMqAccess.NOTHING));
      Optional<JsonNode> found =
          present.stream()
              .flatMap(all -> all.valueStream())
              .filter(one -> one.path("exchange").equals(wanted.path("exchange")))
              .findFirst();
      count(
          found,
          wanted,
          "routing keys of %s on exchange %s".formatted(username, exchange.getKey()),
          () -> api.put(path, wanted));
    }
  }

  private void replace(String path, Object body, String what) throws InterruptedException {
    count(api.get(path), ManagementApi.tree(body), what, () -> api.put(path, body));
  }

  private void count(Optional<JsonNode> found, JsonNode wanted, String what, Change change)
      throws InterruptedException {
    if (found.isPresent() && agrees(found.get(), wanted)) {
      changes.unchanged();
      return;
    }
    change.make();
    if (found.isPresent()) {
      changes.changed(what);
    } else {
      changes.created(what);
    }
  }

  /** Returns whether everything wanted is found; there may be more, such as the vhost's name. */
  static boolean agrees(JsonNode found, JsonNode wanted) {
    return wanted.propertyStream().allMatch(e -> e.getValue().equals(found.path(e.getKey())));
  }

  private interface Change {
    void make() throws InterruptedException;
  }
}
