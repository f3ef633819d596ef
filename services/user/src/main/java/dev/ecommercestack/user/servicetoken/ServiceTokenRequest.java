package dev.ecommercestack.user.servicetoken;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A request for a service token.
 *
 * @param service the name of the service in the registry
 * @param secret the content of its credentials file {@code service-secret}
 */
record ServiceTokenRequest(
    @NotBlank @Size(max = 63) String service, @NotBlank @Size(max = 1024) String secret) {

  /** Hides the secret: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceTokenRequest[" + service + "]";
  }
}
