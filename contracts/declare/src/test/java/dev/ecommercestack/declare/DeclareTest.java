package dev.ecommercestack.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.declare.CredentialFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any backing service is asked. */
class DeclareTest {
  @TempDir private Path directory;

  @BeforeEach
  void prepare() throws IOException {
    Files.createFile(directory.resolve("termination-log"));
    Files.writeString(
        directory.resolve("declare.yaml"),
        """
        stack: shop
        redis: {host: 127.0.0.1, port: 1, tls: false, manageUsers: true}
        """);
    credential("redis-admin", CredentialFiles.USERNAME, "admin");
    credential("redis-admin", CredentialFiles.PASSWORD, "secret");
  }

  @Test
  void aMissingConfigurationIsNamed() throws Exception {
    Files.delete(directory.resolve("declare.yaml"));
    assertRefused("The configuration " + directory + "/declare.yaml is missing");
  }

  @Test
  void aWrongConfigurationIsExplained() throws Exception {
    Files.writeString(
        directory.resolve("declare.yaml"),
        "stack: shop\nport: 1\nredis: {host: a, port: 1, tls: false, manageUsers: true}\n");
    assertRefused("declare.yaml: Unrecognized property \"port\"");
  }

  @Test
  void aMissingCredentialIsNamed() throws Exception {
    assertRefused(
        "The credential file " + directory + "/credentials/gateway/redis-username is missing");
  }

  @Test
  void anEmptyCredentialIsNamed() throws Exception {
    credential("redis-admin", CredentialFiles.PASSWORD, "\n");
    assertRefused(
        "The credential file " + directory + "/credentials/redis-admin/password is empty.");
  }

  @Test
  void aServiceMayNotBeTheAdministrator() throws Exception {
    credential("gateway", "redis-username", "admin");
    credential("gateway", "redis-password", "secret");
    assertRefused("The user admin of redis stands for more than one");
  }

  private void assertRefused(String sentence) throws Exception {
    int status =
        Declare.run(
            Map.of(
                CredentialFiles.CONFIG_ENV,
                directory.resolve("declare.yaml").toString(),
                CredentialFiles.DIRECTORY_ENV,
                directory.resolve("credentials").toString(),
                CredentialFiles.TERMINATION_LOG_ENV,
                directory.resolve("termination-log").toString()));
    assertThat(status).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(Files.readString(directory.resolve("termination-log"))).startsWith(sentence);
  }

  private void credential(String owner, String file, String text) throws IOException {
    Path files = Files.createDirectories(directory.resolve("credentials").resolve(owner));
    Files.writeString(files.resolve(file), text);
  }
}
