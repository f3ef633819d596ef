package dev.ecommercestack.user.servicetoken;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Which service wants to call others.
 *
 * @param service its name in the registry
 * @param secret from its credentials file {@code service-secret}
 */
record ServiceTokenRequest(
    @NotBlank @Size(max = 63) String service, @NotBlank @Size(max = 1024) String secret) {

  /** Hides the secret: records end up in logs. */
  @Override
  public String toString() {
    return "ServiceTokenRequest[" + service + "]";
  }
}
