package dev.ecommercestack.testing.brokers;

import java.util.UUID;

/**
 * Who may log in to a test server.
 *
 * @param username the name
 * @param password the secret
 */
public record Credential(String username, String password) {
  static Credential random(String username) {
    return new Credential(username, UUID.randomUUID().toString().replace("-", ""));
  }
}
