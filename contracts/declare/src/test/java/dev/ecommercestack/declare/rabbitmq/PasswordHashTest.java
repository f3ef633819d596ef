package dev.ecommercestack.declare.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  /** The example of RabbitMQ's documentation: password test12, salt 908D C60A. */
  private static final String HASH = "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR";

  private static final String SHA_256 = "rabbit_password_hashing_sha256";

  @Test
  void knowsThePassword() {
    assertThat(PasswordHash.matches(HASH, SHA_256, "test12")).isTrue();
  }

  @Test
  void refusesAnythingElse() {
    assertThat(PasswordHash.matches(HASH, SHA_256, "test13")).isFalse();
    assertThat(PasswordHash.matches(HASH, "rabbit_password_hashing_sha512", "test12")).isFalse();
    assertThat(PasswordHash.matches(HASH, "rabbit_password_hashing_md5", "test12")).isFalse();
    assertThat(PasswordHash.matches("", SHA_256, "")).isFalse();
    assertThat(PasswordHash.matches("no base64!", SHA_256, "test12")).isFalse();
  }
}
