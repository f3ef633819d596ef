package dev.ecommercestack.operator.api.v1alpha1.backing;

import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import org.jspecify.annotations.Nullable;

/** The common fields of the backing services that the operator does not run. */
public sealed interface ExternalBackingSpec
    permits KafkaSpec.External, RabbitmqSpec.External, RedisSpec.External, PostgresqlSpec.External {

  /** TLS towards the server, or null for plain text. */
  @Nullable TlsTrust tls();

  /** The Secret with the administrator's login, or null if the server needs no login. */
  @Nullable SecretRef credentials();
}
