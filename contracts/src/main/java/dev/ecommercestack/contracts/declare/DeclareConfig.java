package dev.ecommercestack.contracts.declare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.Require;
import dev.ecommercestack.contracts.Yaml;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@code declare} program finds the backing services and what it may do there. Holds no
 * secret: see {@link CredentialFiles}. A section that is absent is not declared.
 *
 * @param stack the stack's name, for messages
 * @param deadlineSeconds how long to wait for a backing service that does not answer; {@value
 *     #DEFAULT_DEADLINE_SECONDS} when absent
 * @param kafka the Kafka cluster
 * @param rabbitmq the RabbitMQ cluster
 * @param postgresql the PostgreSQL server
 * @param redis the Redis server
 */
public record DeclareConfig(
    String stack,
    @Nullable Integer deadlineSeconds,
    @Nullable Kafka kafka,
    @Nullable RabbitMq rabbitmq,
    @Nullable PostgreSql postgresql,
    @Nullable Redis redis) {
  /** How long to wait for a backing service when nobody says, in seconds. */
  public static final int DEFAULT_DEADLINE_SECONDS = 300;

  /** Keeps what was read, with nothing left unset but absent sections. */
  public DeclareConfig {
    Require.text(stack, "stack is missing: give the stack's name.");
    deadlineSeconds = deadlineSeconds == null ? DEFAULT_DEADLINE_SECONDS : deadlineSeconds;
    Require.that(deadlineSeconds >= 1, "deadlineSeconds must be at least 1.");
    Require.that(
        kafka != null || rabbitmq != null || postgresql != null || redis != null,
        "There is nothing to declare: give kafka, rabbitmq, postgresql or redis.");
  }

  /**
   * Reads a configuration.
   *
   * @param yaml the file's text
   * @throws ContractException with a sentence when something is missing or unknown
   */
  public static DeclareConfig parse(String yaml) {
    return Yaml.read(yaml, DeclareConfig.class, CredentialFiles.CONFIG_FILE);
  }

  /** Returns how long to wait for a backing service that does not answer. */
  public Duration patience() {
    return Duration.ofSeconds(deadlineSeconds == null ? DEFAULT_DEADLINE_SECONDS : deadlineSeconds);
  }

  /** Writes the text that {@link #parse} reads. */
  public String toYaml() {
    return Yaml.write(this);
  }

  /**
   * A Kafka cluster.
   *
   * @param bootstrapServers {@code host:port}, several parted by commas
   * @param securityProtocol how connections are protected
   * @param saslMechanism how clients prove who they are
   * @param replicationFactor copies of each partition of a topic that is created
   * @param minInsyncReplicas copies that must have a record before a producer hears of it
   * @param eventPartitions what the stack's spec says for {@code event.partitions}
   * @param manageUsers whether SCRAM users and ACLs are ours to make; else both are somebody else's
   * @param caFile a PEM file of authorities to trust; the Java defaults when absent
   */
  public record Kafka(
      String bootstrapServers,
      SecurityProtocol securityProtocol,
      SaslMechanism saslMechanism,
      int replicationFactor,
      int minInsyncReplicas,
      int eventPartitions,
      boolean manageUsers,
      @Nullable String caFile) {
    /** Keeps what was read. */
    public Kafka {
      Require.text(bootstrapServers, "kafka.bootstrapServers is missing: give host:port.");
      Require.present(securityProtocol, "kafka.securityProtocol is missing.");
      Require.present(saslMechanism, "kafka.saslMechanism is missing.");
      Require.that(replicationFactor >= 1, "kafka.replicationFactor must be at least 1.");
      Require.that(
          minInsyncReplicas >= 1 && minInsyncReplicas <= replicationFactor,
          "kafka.minInsyncReplicas must be between 1 and kafka.replicationFactor.");
      Require.that(eventPartitions >= 1, "kafka.eventPartitions must be at least 1.");
    }
  }

  /** How Kafka connections are protected; always authenticated. */
  public enum SecurityProtocol {
    /** In the clear. */
    SASL_PLAINTEXT,
    /** By TLS. */
    SASL_SSL
  }

  /** How Kafka clients prove who they are. */
  public enum SaslMechanism {
    /** The password itself. */
    PLAIN("PLAIN"),
    /** A proof that one knows the password. */
    @JsonProperty("SCRAM-SHA-512")
    SCRAM_SHA_512("SCRAM-SHA-512");

    private final String configValue;

    SaslMechanism(String configValue) {
      this.configValue = configValue;
    }

    /** Returns the value of Kafka's {@code sasl.mechanism}. */
    public String configValue() {
      return configValue;
    }
  }

  /**
   * A RabbitMQ cluster.
   *
   * @param managementUrl base URL of the management HTTP API, without {@code /api}
   * @param vhost the virtual host; the topology's when absent
   * @param caFile a PEM file of authorities to trust; the Java defaults when absent
   */
  public record RabbitMq(URI managementUrl, @Nullable String vhost, @Nullable String caFile) {
    /** Keeps what was read. */
    public RabbitMq {
      Require.present(managementUrl, "rabbitmq.managementUrl is missing: give http://host:15672.");
      Require.that(
          "http".equals(managementUrl.getScheme()) || "https".equals(managementUrl.getScheme()),
          "rabbitmq.managementUrl must begin with http:// or https://.");
    }
  }

  /**
   * A PostgreSQL server.
   *
   * @param host its host
   * @param port its port
   * @param database the database to connect to for administration, for example {@code postgres}
   * @param sslMode as the JDBC driver has it: {@code disable}, {@code require}, {@code verify-full}
   *     and so on
   * @param caFile a PEM file of authorities to trust; the driver's default when absent
   */
  public record PostgreSql(
      String host, int port, String database, String sslMode, @Nullable String caFile) {
    /** Keeps what was read. */
    public PostgreSql {
      Require.text(host, "postgresql.host is missing.");
      Require.that(isPort(port), "postgresql.port must be between 1 and 65535.");
      Require.text(database, "postgresql.database is missing: give the one to connect to first.");
      Require.text(sslMode, "postgresql.sslMode is missing: give disable, require or verify-full.");
    }
  }

  /**
   * A Redis server.
   *
   * @param host its host
   * @param port its port
   * @param tls whether connections are protected by TLS
   * @param manageUsers whether ACL users are ours to make; a managed Redis has them in a file
   * @param caFile a PEM file of authorities to trust; the Java defaults when absent
   */
  public record Redis(
      String host, int port, boolean tls, boolean manageUsers, @Nullable String caFile) {
    /** Keeps what was read. */
    public Redis {
      Require.text(host, "redis.host is missing.");
      Require.that(isPort(port), "redis.port must be between 1 and 65535.");
    }
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= 65_535;
  }
}
