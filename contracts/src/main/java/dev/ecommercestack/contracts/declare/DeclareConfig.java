package dev.ecommercestack.contracts.declare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.Require;
import dev.ecommercestack.contracts.Yaml;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the {@code declare} program: addresses and options of the backing services.
 * It has no secrets, see {@link CredentialFiles}. A backing service without a section is not
 * changed.
 *
 * @param stack the name of the stack, for messages
 * @param deadlineSeconds how long to retry while a backing service does not answer, in seconds;
 *     {@value #DEFAULT_DEADLINE_SECONDS} when absent
 * @param kafka the Kafka cluster, null when absent
 * @param rabbitmq the RabbitMQ cluster, null when absent
 * @param postgresql the PostgreSQL server, null when absent
 * @param redis the Redis server, null when absent
 */
public record DeclareConfig(
    String stack,
    @Nullable Integer deadlineSeconds,
    @Nullable Kafka kafka,
    @Nullable RabbitMq rabbitmq,
    @Nullable PostgreSql postgresql,
    @Nullable Redis redis) {
  /** The default of {@code deadlineSeconds}. */
  public static final int DEFAULT_DEADLINE_SECONDS = 300;

  /** Checks the required values and sets the default of {@code deadlineSeconds}. */
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
   * @param yaml the text of {@code declare.yaml}
   * @throws ContractException when a property is missing, unknown or invalid
   */
  public static DeclareConfig parse(String yaml) {
    return Yaml.read(yaml, DeclareConfig.class, CredentialFiles.CONFIG_FILE);
  }

  /** Returns how long to retry while a backing service does not answer. */
  public Duration timeout() {
    return Duration.ofSeconds(deadlineSeconds == null ? DEFAULT_DEADLINE_SECONDS : deadlineSeconds);
  }

  /** Returns the configuration as YAML that {@link #parse} reads. */
  public String toYaml() {
    return Yaml.write(this);
  }

  /**
   * A Kafka cluster.
   *
   * @param bootstrapServers addresses as {@code host:port}, separated by commas
   * @param securityProtocol whether connections use TLS
   * @param saslMechanism the SASL mechanism that the administrator logs in with
   * @param replicationFactor the replication factor of new topics
   * @param minInsyncReplicas the topics' {@code min.insync.replicas}
   * @param eventPartitions the number of partitions in {@code event.partitions} of the stack's spec
   * @param manageUsers whether to create SCRAM users and ACLs; if not, an administrator manages
   *     them
   * @param caFile the path of a PEM file with the trusted CA certificates; null for the default
   *     certificates of the JVM
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
    /** Checks the required values. */
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

  /** The security protocol of Kafka connections; all authenticate by SASL. */
  public enum SecurityProtocol {
    /** Without TLS. */
    SASL_PLAINTEXT,
    /** With TLS. */
    SASL_SSL
  }

  /** A SASL mechanism of Kafka. */
  public enum SaslMechanism {
    /** Sends the password in plain text. */
    PLAIN("PLAIN"),
    /** Proves the knowledge of the password without sending it. */
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
   * @param managementUrl the base URL of the management HTTP API, without {@code /api}
   * @param vhost the virtual host; null for the one of the topology
   * @param caFile the path of a PEM file with the trusted CA certificates; null for the default
   *     certificates of the JVM
   */
  public record RabbitMq(URI managementUrl, @Nullable String vhost, @Nullable String caFile) {
    /** Checks the required values. */
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
   * @param host the host name or address of the server
   * @param port the port of the server
   * @param database the database to connect to for administration, for example {@code postgres}
   * @param sslMode the {@code sslmode} of the JDBC driver, for example {@code verify-full}
   * @param caFile the path of a PEM file with the trusted CA certificates; null for the default of
   *     the JDBC driver
   * @param maxReplicas the maximum of pods of each service by its name, to check that the server
   *     accepts all their connections; null for no check
   */
  public record PostgreSql(
      String host,
      int port,
      String database,
      String sslMode,
      @Nullable String caFile,
      @Nullable Map<String, Integer> maxReplicas) {
    /** Checks the required values. */
    public PostgreSql {
      Require.text(host, "postgresql.host is missing.");
      Require.that(isPort(port), "postgresql.port must be between 1 and 65535.");
      Require.text(database, "postgresql.database is missing: give the one to connect to first.");
      Require.text(sslMode, "postgresql.sslMode is missing: give disable, require or verify-full.");
      // Sorted, so that the same replicas always give the same text.
      maxReplicas =
          maxReplicas == null ? null : Collections.unmodifiableMap(new TreeMap<>(maxReplicas));
    }
  }

  /**
   * A Redis server.
   *
   * @param host the host name or address of the server
   * @param port the port of the server
   * @param tls whether connections use TLS
   * @param manageUsers whether to create ACL users; a managed Redis has them in an ACL file
   * @param caFile the path of a PEM file with the trusted CA certificates; null for the default
   *     certificates of the JVM
   */
  public record Redis(
      String host, int port, boolean tls, boolean manageUsers, @Nullable String caFile) {
    /** Checks the required values. */
    public Redis {
      Require.text(host, "redis.host is missing.");
      Require.that(isPort(port), "redis.port must be between 1 and 65535.");
    }
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= 65_535;
  }
}
