package dev.ecommercestack.operator.brokers;

/**
 * A login at a broker.
 *
 * @param username the user
 * @param password the password, which no text of this record contains
 */
public record BrokerLogin(String username, String password) {
  @Override
  public String toString() {
    return "BrokerLogin[username=" + username + "]";
  }
}
