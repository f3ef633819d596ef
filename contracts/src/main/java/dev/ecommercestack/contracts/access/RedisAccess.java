package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.RedisTopology;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user may do in Redis, as words of {@code ACL SETUSER} and of an aclfile's line.
 *
 * @param keys key patterns, each beginning with {@code ~}
 * @param channels channel patterns, each beginning with {@code &}
 * @param commands commands and categories, in the order in which they apply
 */
public record RedisAccess(List<String> keys, List<String> channels, List<String> commands) {
  /**
   * Everyday commands and scripts; nothing that looks at others or stops the server. {@code INFO}
   * is what health checks ask. What the scripts do is held to the same commands and keys.
   */
  private static final List<String> COMMANDS =
      List.of(
          "-@all",
          "+@read",
          "+@write",
          "+@connection",
          "+@transaction",
          "+@pubsub",
          "-@dangerous",
          "+eval",
          "+evalsha",
          "+script|load",
          "+script|exists",
          "+info");

  /** Returns a service's rights, empty when it does not cache. */
  public static Optional<RedisAccess> of(Topology topology, String service) {
    return topology.redis().users().stream()
        .filter(user -> user.service().equals(service))
        .findFirst()
        .map(RedisAccess::of);
  }

  private static RedisAccess of(RedisTopology.User user) {
    return new RedisAccess(
        user.keyPrefixes().stream().map(prefix -> "~" + prefix + "*").toList(),
        user.keyPrefixes().stream().map(prefix -> "&" + prefix + "*").toList(),
        COMMANDS);
  }

  /**
   * Returns the words that give these rights and take all others, in order. The caller adds {@code
   * on} and a password.
   */
  public List<String> rules() {
    return Stream.of(List.of("resetkeys"), keys, List.of("resetchannels"), channels, commands)
        .flatMap(List::stream)
        .toList();
  }
}
