package dev.ecommercestack.operator.manager.credentials;

/** How the value of a missing key is made. */
public sealed interface ValueSource {

  /** A value that is known beforehand, such as a user name. */
  record Fixed(String value) implements ValueSource {}

  /**
   * A random password of letters and digits: safe in URLs, property files and shell words.
   *
   * @param length number of characters
   */
  record Password(int length) implements ValueSource {}

  /**
   * A Kafka cluster id: 16 random bytes in URL-safe Base64 without padding, never starting with
   * {@code -}.
   */
  record KafkaClusterId() implements ValueSource {}
}
