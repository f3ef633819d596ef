package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The users of the cache.
 *
 * @param users one per service that caches
 */
public record RedisTopology(List<User> users) {
  /** Keeps what was read. */
  public RedisTopology {
    users = Require.listOf(users);
  }

  /**
   * A service that caches.
   *
   * @param service the service
   * @param keyPrefixes the beginnings of all keys and channels that it may use
   */
  public record User(String service, List<String> keyPrefixes) {
    /** Keeps what was read. */
    public User {
      Require.text(service, "A user of redis does not say its service.");
      keyPrefixes = Require.listOf(keyPrefixes);
    }
  }
}
