package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Address and TLS settings of a backing service, as Spring Boot's environment variables. The
 * credentials are in files.
 */
public final class BackingEnvironment {
  private BackingEnvironment() {}

  /**
   * Returns the variables of a service for one backing service.
   *
   * @param scope the stack
   * @param service name of the service
   * @param backing the backing service
   */
  public static Map<String, String> of(StackScope scope, String service, Backing backing) {
    return switch (backing) {
      case KAFKA -> kafka(scope);
      case RABBITMQ -> rabbitMq(scope);
      case REDIS -> redis(scope);
      case POSTGRESQL -> Map.of("SPRING_DATASOURCE_URL", postgreSql(scope, service));
    };
  }

  private static Map<String, String> kafka(StackScope scope) {
    Map<String, String> variables = new LinkedHashMap<>();
    KafkaSpec.External external = scope.spec().kafka().external();
    boolean tls = external != null && external.tls() != null;
    variables.put(
        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
        external == null ? KafkaPlan.clientBootstrap(scope) : external.bootstrapServers());
    variables.put("SPRING_KAFKA_SECURITY_PROTOCOL", tls ? "SASL_SSL" : "SASL_PLAINTEXT");
    CaCertificates.file(scope, Backing.KAFKA)
        .ifPresent(
            file -> {
              variables.put("SPRING_KAFKA_SSL_TRUST_STORE_TYPE", "PEM");
              variables.put("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION", "file:" + file);
            });
    return variables;
  }

  private static Map<String, String> rabbitMq(StackScope scope) {
    RabbitmqSpec.External external = scope.spec().rabbitmq().external();
    if (external == null) {
      String vhost = scope.topology().rabbitmq().vhost();
      return rabbitMq(RabbitMqPlan.host(scope), RabbitMqPlan.PORT, vhost);
    }
    Map<String, String> variables = rabbitMq(external.host(), external.port(), external.vhost());
    if (external.tls() != null) {
      tls(scope, Backing.RABBITMQ, "SPRING_RABBITMQ_SSL", variables);
    }
    return variables;
  }

  private static Map<String, String> rabbitMq(String host, int port, String vhost) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SPRING_RABBITMQ_HOST", host);
    variables.put("SPRING_RABBITMQ_PORT", "" + port);
    variables.put("SPRING_RABBITMQ_VIRTUAL_HOST", vhost);
    return variables;
  }

  private static Map<String, String> redis(StackScope scope) {
    RedisSpec.External external = scope.spec().redis().external();
    if (external == null) {
      return redis(RedisPlan.host(scope), RedisPlan.PORT);
    }
    Map<String, String> variables = redis(external.host(), external.port());
    if (external.tls() != null) {
      tls(scope, Backing.REDIS, "SPRING_DATA_REDIS_SSL", variables);
    }
    return variables;
  }

  private static Map<String, String> redis(String host, int port) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SPRING_DATA_REDIS_HOST", host);
    variables.put("SPRING_DATA_REDIS_PORT", "" + port);
    return variables;
  }

  /** Without authorities of their own, clients trust those that the Java runtime trusts. */
  private static void tls(
      StackScope scope, Backing backing, String prefix, Map<String, String> variables) {
    variables.put(prefix + "_ENABLED", "true");
    Optional<String> file = CaCertificates.file(scope, backing);
    if (file.isPresent()) {
      String bundle = backing.name();
      variables.put(
          "SPRING_SSL_BUNDLE_PEM_" + bundle + "_TRUSTSTORE_CERTIFICATE", "file:" + file.get());
      variables.put(prefix + "_BUNDLE", backing.id());
    }
  }

  private static String postgreSql(StackScope scope, String service) {
    String database = PostgreSqlAccess.of(scope.topology(), service).orElseThrow().database();
    PostgresqlSpec.External external = scope.spec().postgresql().external();
    if (external == null) {
      return url(PostgreSqlPlan.host(scope), PostgreSqlPlan.PORT, database);
    }
    String url = url(external.host(), external.port(), database);
    if (external.tls() == null) {
      return url;
    }
    String authorities =
        CaCertificates.file(scope, Backing.POSTGRESQL)
            .map(file -> "&sslrootcert=" + file)
            .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    return url + "?sslmode=verify-full" + authorities;
  }

  private static String url(String host, int port, String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }
}
