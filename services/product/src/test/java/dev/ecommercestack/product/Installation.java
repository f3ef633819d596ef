package dev.ecommercestack.product;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Declare;
import dev.ecommercestack.testing.brokers.Credential;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * PostgreSQL, Kafka and Redis with the stack's topology, on which the service has its own rights
 * only: what the operator makes before any service starts.
 */
final class Installation {
  private static final String STACK = "shop";
  private final Path directory;
  private final TestIssuer issuer;

  private Installation() throws IOException, InterruptedException {
    directory = Files.createTempDirectory("product-installation-");
    issuer = TestIssuer.start();
    admin(Backing.KAFKA, KafkaServer.shared().admin());
    admin(Backing.POSTGRESQL, PostgreSqlServer.shared().admin());
    admin(Backing.REDIS, RedisServer.shared().admin());
    for (Map.Entry<String, Needs> service : Needs.of(Topology.load()).entrySet()) {
      for (Backing backing : List.of(Backing.KAFKA, Backing.POSTGRESQL, Backing.REDIS)) {
        if (service.getValue().of(backing)) {
          write(service.getKey(), CredentialFiles.username(backing), service.getKey());
          write(service.getKey(), CredentialFiles.password(backing), password(service.getKey()));
        }
      }
    }
    declare();
  }

  /** Returns the one that all tests share. */
  static Installation shared() {
    return Shared.INSTALLATION;
  }

  TestIssuer issuer() {
    return issuer;
  }

  /** Returns what an instance of the service is started with. */
  List<String> arguments() {
    return new ArrayList<>(
        List.of(
            "--server.port=0",
            "--management.server.port=0",
            "--eureka.client.enabled=false",
            "--service.shutdown.drain=0s",
            "--service.stack=" + STACK,
            "--CREDENTIALS_DIR=" + credentials().resolve("product"),
            "--spring.cloud.discovery.client.simple.instances.user[0].uri=" + issuer.uri(),
            "--spring.datasource.url=" + PostgreSqlServer.shared().jdbcUrl("product"),
            "--spring.kafka.bootstrap-servers=" + KafkaServer.shared().bootstrapServers(),
            "--spring.kafka.security.protocol=SASL_PLAINTEXT",
            "--spring.data.redis.host=" + RedisServer.shared().host(),
            "--spring.data.redis.port=" + RedisServer.shared().port()));
  }

  /** Returns the service's database, as somebody who looks behind its back. */
  JdbcClient database() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            PostgreSqlServer.shared().jdbcUrl("product"), "product", password("product")));
  }

  /** Returns what a consumer of another service connects with. */
  Map<String, Object> kafkaAs(String service) {
    return new HashMap<>(KafkaServer.shared().clientProperties(service, password(service)));
  }

  private void declare() throws IOException, InterruptedException {
    Path config = directory.resolve(CredentialFiles.CONFIG_FILE);
    Files.writeString(
        config,
        new DeclareConfig(
                STACK,
                60,
                new DeclareConfig.Kafka(
                    KafkaServer.shared().bootstrapServers(),
                    DeclareConfig.SecurityProtocol.SASL_PLAINTEXT,
                    DeclareConfig.SaslMechanism.SCRAM_SHA_512,
                    1,
                    1,
                    2,
                    true,
                    null),
                null,
                new DeclareConfig.PostgreSql(
                    PostgreSqlServer.shared().host(),
                    PostgreSqlServer.shared().port(),
                    "postgres",
                    "disable",
                    null),
                new DeclareConfig.Redis(
                    RedisServer.shared().host(), RedisServer.shared().port(), false, true, null))
            .toYaml());
    Path message = Files.createFile(directory.resolve("termination-log"));
    int status =
        Declare.run(
            Map.of(
                CredentialFiles.CONFIG_ENV, config.toString(),
                CredentialFiles.DIRECTORY_ENV, credentials().toString(),
                CredentialFiles.TERMINATION_LOG_ENV, message.toString()));
    if (status != 0) {
      throw new IllegalStateException(Files.readString(message));
    }
  }

  private Path credentials() {
    return directory.resolve("credentials");
  }

  private void admin(Backing backing, Credential admin) throws IOException {
    write(CredentialFiles.adminDirectory(backing), CredentialFiles.USERNAME, admin.username());
    write(CredentialFiles.adminDirectory(backing), CredentialFiles.PASSWORD, admin.password());
  }

  private void write(String owner, String file, String text) throws IOException {
    Path files = Files.createDirectories(credentials().resolve(owner));
    Files.writeString(files.resolve(file), text);
  }

  private static String password(String service) {
    return "password-of-" + service;
  }

  private static final class Shared {
    static final Installation INSTALLATION = make();

    private static Installation make() {
      try {
        return new Installation();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
