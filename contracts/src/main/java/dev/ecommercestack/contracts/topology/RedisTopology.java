package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The Redis users.
 *
 * @param users the users, at most one per service
 */
public record RedisTopology(List<User> users) {
  /** Makes the list unmodifiable. */
  public RedisTopology {
    users = Require.listOf(users);
  }

  /**
   * The Redis user of a service.
   *
   * @param service the name of the service
   * @param keyPrefixes the prefixes of the keys and channels that the service may use
   */
  public record User(String service, List<String> keyPrefixes) {
    /** Checks the required values. */
    public User {
      Require.text(service, "A user of redis does not say its service.");
      keyPrefixes = Require.listOf(keyPrefixes);
    }
  }
}
