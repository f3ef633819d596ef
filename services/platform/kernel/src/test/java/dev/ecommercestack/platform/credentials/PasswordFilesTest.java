package dev.ecommercestack.platform.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFilesTest {
  private static final String OLD = "the-old-password-of-order";
  private static final String NEW = "the-new-password-of-order";

  @TempDir private Path parent;

  private PasswordFiles passwords(String order) throws IOException {
    Path directory = Files.createDirectories(parent.resolve("registry-passwords"));
    Files.writeString(directory.resolve("order"), order);
    return new PasswordFiles(directory);
  }

  @Test
  void knowsApplicationByItsPassword() throws IOException {
    PasswordFiles passwords = passwords(OLD + "\n");
    assertThat(passwords.matches("order", OLD)).isTrue();
    assertThat(passwords.matches("order", NEW)).isFalse();
    assertThat(passwords.matches("order", "")).isFalse();
    assertThat(passwords.matches("product", OLD)).isFalse();
    assertThat(passwords.matches("product", "no application has this password")).isFalse();
  }

  @Test
  void rotatedPasswordCountsAtOnceAndBothCountMeanwhile() throws IOException {
    PasswordFiles passwords = passwords(OLD);
    passwords(NEW + "\n" + OLD + "\n");
    assertThat(passwords.matches("order", OLD)).isTrue();
    assertThat(passwords.matches("order", NEW)).isTrue();
    passwords(NEW);
    assertThat(passwords.matches("order", OLD)).isFalse();
    assertThat(passwords.matches("order", NEW)).isTrue();
  }

  @Test
  void emptyOrShortPasswordOpensNothing() throws IOException {
    assertThat(passwords("\n\n").matches("order", "")).isFalse();
    assertThat(passwords("short").matches("order", "short")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../admin-password",
        "..",
        ".",
        "/etc/hostname",
        "",
        "Order",
        "order/..",
        "order\u0000"
      })
  void namesDoNotLeaveTheDirectory(String service) throws IOException {
    Files.writeString(parent.resolve("admin-password"), OLD);
    assertThat(passwords(OLD).matches(service, OLD)).isFalse();
  }
}
