package dev.ecommercestack.declare;

/**
 * The login of an administrator or a service in a backing service.
 *
 * @param username the user name
 * @param password the password in plain text
 */
public record Credential(String username, String password) {
  /** Returns the user name without the password. */
  @Override
  public String toString() {
    return "Credential[" + username + "]";
  }
}
