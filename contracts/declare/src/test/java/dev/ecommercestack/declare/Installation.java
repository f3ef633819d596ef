package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.contracts.declare.DeclareConfig.RabbitMq;
import dev.ecommercestack.contracts.declare.DeclareConfig.Redis;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.contracts.declare.DeclareConfig.SecurityProtocol;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the operator mounts, for the shared test servers, written below a directory. */
final class Installation {
  static final String VHOST = "ecommerce";

  private final Path directory;

  Installation(Path directory) throws IOException {
    this.directory = directory;
    admin(Backing.KAFKA, KafkaServer.shared().admin());
    admin(Backing.RABBITMQ, RabbitMqServer.shared().admin());
    admin(Backing.POSTGRESQL, PostgreSqlServer.shared().admin());
    admin(Backing.REDIS, RedisServer.shared().admin());
    Topology topology = Topology.load();
    for (String service : topology.services()) {
      credentials(service, RequiredBackings.of(topology, service));
    }
    credentials(Topology.OPERATOR, RequiredBackings.of(topology, Topology.OPERATOR));
    Files.createFile(terminationLog());
    configure(config(6));
  }

  private void credentials(String user, RequiredBackings needs) throws IOException {
    for (Backing backing : Backing.values()) {
      if (needs.includes(backing)) {
        write(user, CredentialFiles.username(backing), user);
        setPassword(user, backing, password(user, backing));
      }
    }
  }

  /** Removes the credentials of the operator, as where no operator runs. */
  void removeOperator() throws IOException {
    for (Backing backing : List.of(Backing.KAFKA, Backing.RABBITMQ)) {
      Path files = directory.resolve("credentials").resolve(Topology.OPERATOR);
      Files.delete(files.resolve(CredentialFiles.username(backing)));
      Files.delete(files.resolve(CredentialFiles.password(backing)));
    }
  }

  static String password(String service, Backing backing) {
    return service + "'s \"" + backing.id() + "\" password";
  }

  static DeclareConfig config(int eventPartitions) {
    return new DeclareConfig(
        "shop",
        60,
        kafka(KafkaServer.shared().bootstrapServers(), eventPartitions),
        new RabbitMq(RabbitMqServer.shared().managementUrl(), VHOST, null),
        new PostgreSql(
            PostgreSqlServer.shared().host(),
            PostgreSqlServer.shared().port(),
            "postgres",
            "disable",
            null,
            null),
        new Redis(RedisServer.shared().host(), RedisServer.shared().port(), false, true, null));
  }

  static Kafka kafka(String bootstrapServers, int eventPartitions) {
    return new Kafka(
        bootstrapServers,
        SecurityProtocol.SASL_PLAINTEXT,
        SaslMechanism.SCRAM_SHA_512,
        1,
        1,
        eventPartitions,
        true,
        null);
  }

  void configure(DeclareConfig config) throws IOException {
    Files.writeString(directory.resolve(CredentialFiles.CONFIG_FILE), config.toYaml());
  }

  void setPassword(String service, Backing backing, String password) throws IOException {
    write(service, CredentialFiles.password(backing), password);
  }

  /** Runs the program as its container would. */
  int run() throws InterruptedException {
    return Declare.run(
        Map.of(
            CredentialFiles.CONFIG_ENV,
            directory.resolve(CredentialFiles.CONFIG_FILE).toString(),
            CredentialFiles.DIRECTORY_ENV,
            directory.resolve("credentials").toString(),
            CredentialFiles.TERMINATION_LOG_ENV,
            terminationLog().toString()));
  }

  /** Returns what the program left for its user. */
  String message() throws IOException {
    return Files.readString(terminationLog());
  }

  private Path terminationLog() {
    return directory.resolve("termination-log");
  }

  private void admin(Backing backing, dev.ecommercestack.testing.brokers.Credential admin)
      throws IOException {
    setAdmin(backing, admin.username(), admin.password() + "\n");
  }

  void setAdmin(Backing backing, String username, String password) throws IOException {
    write(CredentialFiles.adminDirectory(backing), CredentialFiles.USERNAME, username);
    write(CredentialFiles.adminDirectory(backing), CredentialFiles.PASSWORD, password);
  }

  private void write(String owner, String file, String text) throws IOException {
    Path files = Files.createDirectories(directory.resolve("credentials").resolve(owner));
    Files.writeString(files.resolve(file), text);
  }
}
