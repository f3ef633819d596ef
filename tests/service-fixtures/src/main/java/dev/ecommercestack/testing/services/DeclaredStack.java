package dev.ecommercestack.testing.services;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declare;
import dev.ecommercestack.declare.DeclareResult;
import dev.ecommercestack.testing.brokers.Credential;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topology, declared on the servers of a test as the operator does before services start: each
 * service has its own users, with no more rights than the topology gives it.
 */
public final class DeclaredStack {
  /** The stack's name. */
  public static final String NAME = "shop";

  /** RabbitMQ's virtual host. */
  public static final String VHOST = "ecommerce";

  private static final int DEADLINE_SECONDS = 60;
  private static final int EVENT_PARTITIONS = 3;

  private final Servers servers;
  private final Path credentials;

  /** The servers on which the topology is declared; a null server is left out. */
  public record Servers(
      @Nullable KafkaServer kafka,
      @Nullable RabbitMqServer rabbitMq,
      @Nullable PostgreSqlServer postgreSql,
      @Nullable RedisServer redis) {

    private Map<Backing, Credential> admins() {
      Map<Backing, Credential> admins = new EnumMap<>(Backing.class);
      if (kafka != null) {
        admins.put(Backing.KAFKA, kafka.admin());
      }
      if (rabbitMq != null) {
        admins.put(Backing.RABBITMQ, rabbitMq.admin());
      }
      if (postgreSql != null) {
        admins.put(Backing.POSTGRESQL, postgreSql.admin());
      }
      if (redis != null) {
        admins.put(Backing.REDIS, redis.admin());
      }
      return admins;
    }
  }

  private DeclaredStack(Servers servers, Path credentials) {
    this.servers = servers;
    this.credentials = credentials;
  }

  /**
   * Declares the topology.
   *
   * @param directory the directory to which the services' credentials are written
   */
  public static DeclaredStack on(Servers servers, Path directory) {
    DeclaredStack stack = new DeclaredStack(servers, directory.resolve("credentials"));
    stack.writeCredentials();
    stack.declare();
    return stack;
  }

  /** Declares the topology, with the credentials in a temporary directory. */
  public static DeclaredStack on(Servers servers) {
    try {
      return on(servers, Files.createTempDirectory("stack-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Declares the topology again, as the operator does before every version. */
  public void declare() {
    DeclareConfig config =
        new DeclareConfig(
            NAME,
            DEADLINE_SECONDS,
            kafka(servers.kafka()),
            rabbitMq(servers.rabbitMq()),
            postgreSql(servers.postgreSql()),
            redis(servers.redis()));
    try {
      DeclareResult result = Declare.declare(config, new Credentials(credentials), Topology.load());
      if (result.exitCode() != DeclareResult.EXIT_DECLARED) {
        throw new IllegalStateException(result.message());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the directory with the credentials of a service, as mounted in its pods. */
  public Path credentials(String service) {
    return credentials.resolve(service);
  }

  /**
   * Returns the password of a service, the same in all servers; its user has the service's name.
   */
  public static String password(String service) {
    return "password-of-" + service;
  }

  private void writeCredentials() {
    Map<Backing, Credential> admins = servers.admins();
    admins.forEach(
        (backing, admin) -> {
          String directory = CredentialFiles.adminDirectory(backing);
          write(directory, CredentialFiles.USERNAME, admin.username());
          write(directory, CredentialFiles.PASSWORD, admin.password());
        });
    RequiredBackings.of(Topology.load())
        .forEach(
            (service, needs) ->
                admins.keySet().stream()
                    .filter(needs::includes)
                    .forEach(
                        backing -> {
                          write(service, CredentialFiles.username(backing), service);
                          write(service, CredentialFiles.password(backing), password(service));
                        }));
  }

  private void write(String owner, String file, String text) {
    try {
      Files.writeString(Files.createDirectories(credentials.resolve(owner)).resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeclareConfig.@Nullable Kafka kafka(@Nullable KafkaServer server) {
    return server == null
        ? null
        : new DeclareConfig.Kafka(
            server.bootstrapServers(),
            DeclareConfig.SecurityProtocol.SASL_PLAINTEXT,
            DeclareConfig.SaslMechanism.SCRAM_SHA_512,
            1,
            1,
            EVENT_PARTITIONS,
            true,
            null);
  }

  private static DeclareConfig.@Nullable RabbitMq rabbitMq(@Nullable RabbitMqServer server) {
    return server == null ? null : new DeclareConfig.RabbitMq(server.managementUrl(), VHOST, null);
  }

  private static DeclareConfig.@Nullable PostgreSql postgreSql(@Nullable PostgreSqlServer server) {
    return server == null
        ? null
        : new DeclareConfig.PostgreSql(
            server.host(), server.port(), "postgres", "disable", null, null);
  }

  private static DeclareConfig.@Nullable Redis redis(@Nullable RedisServer server) {
    return server == null
        ? null
        : new DeclareConfig.Redis(server.host(), server.port(), false, true, null);
  }
}
