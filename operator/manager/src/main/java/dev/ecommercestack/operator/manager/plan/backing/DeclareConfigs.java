package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.contracts.declare.DeclareConfig.SecurityProtocol;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import org.jspecify.annotations.Nullable;

/** The configuration file of {@code declare}: the backing services of a stack. */
final class DeclareConfigs {
  // What a production cluster has; the schema has no field for it.
  private static final int EXTERNAL_REPLICATION_FACTOR = 3;
  private static final int EXTERNAL_MIN_INSYNC_REPLICAS = 2;
  private static final String ADMINISTRATION_DATABASE = "postgres";

  private DeclareConfigs() {}

  static DeclareConfig of(StackScope scope) {
    return new DeclareConfig(
        scope.name(), null, kafka(scope), rabbitMq(scope), postgreSql(scope), redis(scope));
  }

  private static DeclareConfig.Kafka kafka(StackScope scope) {
    KafkaSpec.External external = scope.spec().kafka().external();
    KafkaSpec.Managed managed = scope.spec().kafka().managed();
    int partitions = scope.spec().event().partitions();
    if (external != null) {
      return new DeclareConfig.Kafka(
          external.bootstrapServers(),
          external.tls() == null ? SecurityProtocol.SASL_PLAINTEXT : SecurityProtocol.SASL_SSL,
          SaslMechanism.SCRAM_SHA_512,
          EXTERNAL_REPLICATION_FACTOR,
          EXTERNAL_MIN_INSYNC_REPLICAS,
          partitions,
          true,
          caFile(scope, Backing.KAFKA));
    }
    if (managed == null) {
      throw new IllegalStateException("kafka is neither managed nor external");
    }
    return new DeclareConfig.Kafka(
        KafkaPlan.internalBootstrap(scope),
        SecurityProtocol.SASL_PLAINTEXT,
        SaslMechanism.PLAIN,
        KafkaPlan.replicationFactor(managed),
        KafkaPlan.minInsyncReplicas(managed),
        partitions,
        true,
        null);
  }

  private static DeclareConfig.RabbitMq rabbitMq(StackScope scope) {
    RabbitmqSpec.External external = scope.spec().rabbitmq().external();
    return new DeclareConfig.RabbitMq(
        RabbitMqPlan.managementUrl(scope),
        external == null ? null : external.vhost(),
        caFile(scope, Backing.RABBITMQ));
  }

  private static DeclareConfig.PostgreSql postgreSql(StackScope scope) {
    PostgresqlSpec.External external = scope.spec().postgresql().external();
    if (external == null) {
      return new DeclareConfig.PostgreSql(
          PostgreSqlPlan.host(scope),
          PostgreSqlPlan.PORT,
          ADMINISTRATION_DATABASE,
          "disable",
          null,
          // Its max_connections is derived from the same maxima.
          null);
    }
    return new DeclareConfig.PostgreSql(
        external.host(),
        external.port(),
        ADMINISTRATION_DATABASE,
        external.tls() == null ? "disable" : "verify-full",
        caFile(scope, Backing.POSTGRESQL),
        PostgreSqlCapacity.maxReplicas(scope.spec(), scope.topology()));
  }

  /** Null for a managed Redis: its users are in a file, so that no component waits for a cache. */
  private static DeclareConfig.@Nullable Redis redis(StackScope scope) {
    RedisSpec.External external = scope.spec().redis().external();
    if (external == null || external.credentials() == null) {
      return null;
    }
    return new DeclareConfig.Redis(
        external.host(),
        external.port(),
        external.tls() != null,
        true,
        caFile(scope, Backing.REDIS));
  }

  private static @Nullable String caFile(StackScope scope, Backing backing) {
    return CaCertificates.file(scope, backing).orElse(null);
  }
}
