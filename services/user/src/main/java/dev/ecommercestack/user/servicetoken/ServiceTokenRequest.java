package dev.ecommercestack.user.servicetoken;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A request for a service token.
 *
 * @param service the name of the service in the registry
 * @param secret the content of its credentials file {@code service-secret}
 * @param audience the name of the service that the token is for; null from a service of version
 *     0.1.0, which gets a token for all services that it may call
 */
record ServiceTokenRequest(
    @NotBlank @Size(max = 63) String service,
    @NotBlank @Size(max = 1024) String secret,
    @Nullable @Size(max = 63) String audience) {

  /** Hides the secret: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceTokenRequest[" + service + ", " + audience + "]";
  }
}
