package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.TlsTrust;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import org.jspecify.annotations.Nullable;

/**
 * What all backing services that the user brings have in common.
 *
 * @param tls trust towards the server, or null for plain text
 * @param credentials the administrator's Secret, or null if there is no login
 */
record ExternalBacking(@Nullable TlsTrust tls, @Nullable SecretRef credentials) {
  private static final ExternalBacking NONE = new ExternalBacking(null, null);

  /** Both null for a managed one. */
  static ExternalBacking of(EcommerceStackSpec spec, Backing backing) {
    return switch (backing) {
      case KAFKA -> {
        KafkaSpec.External kafka = spec.kafka().external();
        yield kafka == null ? NONE : new ExternalBacking(kafka.tls(), kafka.credentials());
      }
      case RABBITMQ -> {
        RabbitmqSpec.External rabbit = spec.rabbitmq().external();
        yield rabbit == null ? NONE : new ExternalBacking(rabbit.tls(), rabbit.credentials());
      }
      case REDIS -> {
        RedisSpec.External redis = spec.redis().external();
        yield redis == null ? NONE : new ExternalBacking(redis.tls(), redis.credentials());
      }
      case POSTGRESQL -> {
        PostgresqlSpec.External server = spec.postgresql().external();
        yield server == null ? NONE : new ExternalBacking(server.tls(), server.credentials());
      }
    };
  }

  static boolean isManaged(EcommerceStackSpec spec, Backing backing) {
    return switch (backing) {
      case KAFKA -> spec.kafka().external() == null;
      case RABBITMQ -> spec.rabbitmq().external() == null;
      case REDIS -> spec.redis().external() == null;
      case POSTGRESQL -> spec.postgresql().external() == null;
    };
  }

  /** Whether services and {@code declare} log in. */
  static boolean hasLogin(EcommerceStackSpec spec, Backing backing) {
    return isManaged(spec, backing) || of(spec, backing).credentials() != null;
  }

  @Nullable String caSecret() {
    if (tls == null) {
      return null;
    }
    SecretRef secret = tls.caSecret();
    return secret == null ? null : secret.name();
  }
}
