package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.UnreachableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Creates Kafka clients and translates their errors into exceptions of this program. */
final class KafkaConnection {
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Kafka config;

  KafkaConnection(Kafka config) {
    this.config = config;
  }

  Admin adminClient(Credential administrator) {
    return login(administrator, config.saslMechanism());
  }

  private Admin login(Credential credential, SaslMechanism mechanism) {
    try {
      return Admin.create(properties(credential, mechanism));
    } catch (KafkaException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Returns whether Kafka accepts a service's credential. Services always log in with
   * SCRAM-SHA-512, also when the administrator uses another mechanism.
   */
  boolean accepts(Credential service) throws InterruptedException {
    try (Admin client = login(service, SaslMechanism.SCRAM_SHA_512)) {
      client.describeCluster().clusterId().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException) {
        return false;
      }
      throw toException(e);
    }
  }

  /** Waits for the result of an admin request. */
  <T> T await(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw toException(e);
    }
  }

  /** Returns the exception of this program that stands for a failed request. */
  RuntimeException toException(ExecutionException failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    return switch (cause) {
      case SslAuthenticationException e ->
          new MismatchException(
              "Kafka at %s is not trusted: give the authority that signed its certificate as caFile. %s"
                  .formatted(config.bootstrapServers(), e.getMessage()));
      case UnsupportedSaslMechanismException _ ->
          new MismatchException(
              "Kafka at %s does not offer %s: set kafka.saslMechanism to what the listener offers."
                  .formatted(config.bootstrapServers(), config.saslMechanism().configValue()));
      case AuthenticationException _ ->
          new MismatchException(
              "Kafka at %s refuses the administrator's credential: correct kafka-admin."
                  .formatted(config.bootstrapServers()));
      case RetriableException e -> unreachable(e);
      default ->
          new MismatchException(
              "Kafka at %s refuses: %s".formatted(config.bootstrapServers(), cause.getMessage()));
    };
  }

  private UnreachableException unreachable(Throwable cause) {
    return new UnreachableException(
        "Kafka at %s does not answer: %s".formatted(config.bootstrapServers(), cause.getMessage()));
  }

  private Map<String, Object> properties(Credential credential, SaslMechanism mechanism) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", config.bootstrapServers());
    properties.put("client.id", "declare");
    properties.put("security.protocol", config.securityProtocol().name());
    properties.put("sasl.mechanism", mechanism.configValue());
    properties.put("sasl.jaas.config", jaas(mechanism, credential));
    properties.put("request.timeout.ms", TIMEOUT_MILLIS);
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    if (config.caFile() != null) {
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.location", config.caFile());
    }
    return properties;
  }

  private static String jaas(SaslMechanism mechanism, Credential credential) {
    String module =
        switch (mechanism) {
          case PLAIN -> "org.apache.kafka.common.security.plain.PlainLoginModule";
          case SCRAM_SHA_512 -> "org.apache.kafka.common.security.scram.ScramLoginModule";
        };
    return "%s required username=%s password=%s;"
        .formatted(module, quote(credential.username()), quote(credential.password()));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
