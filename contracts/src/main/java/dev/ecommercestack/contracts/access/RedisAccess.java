package dev.ecommercestack.contracts.access;

import dev.ecommercestack.contracts.topology.RedisTopology;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rights of a Redis user, as rules of {@code ACL SETUSER} and of an ACL file.
 *
 * @param keys the key patterns, each beginning with {@code ~}
 * @param channels the Pub/Sub channel patterns, each beginning with {@code &}
 * @param commands the rules for commands and command categories, in the order in which they apply
 */
public record RedisAccess(List<String> keys, List<String> channels, List<String> commands) {
  /**
   * Data commands and scripts, without administrative commands. Health checks need {@code INFO}.
   * Redis checks the commands and keys of a script by the same rules.
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

  /** Returns the rights of a service, empty when it does not use the cache. */
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
   * Returns the ACL rules that grant these rights and no others, in the order in which they apply.
   * The caller adds {@code on} and a password.
   */
  public List<String> rules() {
    return Stream.of(List.of("resetkeys"), keys, List.of("resetchannels"), channels, commands)
        .flatMap(List::stream)
        .toList();
  }
}
