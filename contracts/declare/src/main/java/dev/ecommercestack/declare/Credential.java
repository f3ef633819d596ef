package dev.ecommercestack.declare;

/**
 * Who somebody is and how they prove it.
 *
 * @param username the name
 * @param password the secret
 */
public record Credential(String username, String password) {
  /** Names the user only. */
  @Override
  public String toString() {
    return "Credential[" + username + "]";
  }
}
