package dev.ecommercestack.user.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSecretsTest {
  private static final String OLD = "the-old-secret-of-order";
  private static final String NEW = "the-new-secret-of-order";

  @TempDir private Path parent;

  private ServiceSecrets secrets(String order) throws IOException {
    Path directory = Files.createDirectories(parent.resolve("service-secrets"));
    Files.writeString(directory.resolve("order"), order);
    return new ServiceSecrets(directory);
  }

  @Test
  void knowsAServiceByItsSecret() throws IOException {
    ServiceSecrets secrets = secrets(OLD + "\n");
    assertThat(secrets.matches("order", OLD)).isTrue();
    assertThat(secrets.matches("order", NEW)).isFalse();
    assertThat(secrets.matches("order", "")).isFalse();
    assertThat(secrets.matches("product", OLD)).isFalse();
    assertThat(secrets.matches("product", "no service has this secret")).isFalse();
  }

  @Test
  void aRotatedSecretCountsAtOnceAndBothCountMeanwhile() throws IOException {
    ServiceSecrets secrets = secrets(OLD);
    secrets(NEW + "\n" + OLD + "\n");
    assertThat(secrets.matches("order", OLD)).isTrue();
    assertThat(secrets.matches("order", NEW)).isTrue();
    secrets(NEW);
    assertThat(secrets.matches("order", OLD)).isFalse();
    assertThat(secrets.matches("order", NEW)).isTrue();
  }

  @Test
  void anEmptyOrShortSecretOpensNothing() throws IOException {
    assertThat(secrets("\n\n").matches("order", "")).isFalse();
    assertThat(secrets("short").matches("order", "short")).isFalse();
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
    assertThat(secrets(OLD).matches(service, OLD)).isFalse();
  }
}
