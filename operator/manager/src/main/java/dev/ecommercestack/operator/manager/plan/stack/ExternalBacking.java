package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.ExternalBackingSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.TlsTrust;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import org.jspecify.annotations.Nullable;

/**
 * The common settings of an external backing service.
 *
 * @param tls trust towards the server, or null for plain text
 * @param credentials the administrator's Secret, or null if there is no login
 */
public record ExternalBacking(@Nullable TlsTrust tls, @Nullable SecretRef credentials) {
  private static final ExternalBacking NONE = new ExternalBacking(null, null);

  /**
   * Returns what the spec says about an external backing service; both fields are null for a
   * managed one.
   *
   * @param spec the spec of a stack
   * @param backing the backing service
   */
  public static ExternalBacking of(EcommerceStackSpec spec, Backing backing) {
    ExternalBackingSpec external = external(spec, backing);
    return external == null ? NONE : new ExternalBacking(external.tls(), external.credentials());
  }

  /**
   * Returns whether the operator runs a backing service.
   *
   * @param spec the spec of a stack
   * @param backing the backing service
   */
  public static boolean isManaged(EcommerceStackSpec spec, Backing backing) {
    return external(spec, backing) == null;
  }

  private static @Nullable ExternalBackingSpec external(EcommerceStackSpec spec, Backing backing) {
    return switch (backing) {
      case KAFKA -> spec.kafka().external();
      case RABBITMQ -> spec.rabbitmq().external();
      case REDIS -> spec.redis().external();
      case POSTGRESQL -> spec.postgresql().external();
    };
  }

  /** Whether services and {@code declare} log in. */
  public static boolean hasLogin(EcommerceStackSpec spec, Backing backing) {
    return isManaged(spec, backing) || of(spec, backing).credentials() != null;
  }

  /** Returns the name of the Secret with CA certificates, or null for the public CAs. */
  public @Nullable String caSecret() {
    if (tls == null) {
      return null;
    }
    SecretRef secret = tls.caSecret();
    return secret == null ? null : secret.name();
  }
}
