package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate with which the gateway ends TLS. Its pods see a renewed one in the mounted files,
 * so it is no reason to restart them.
 */
public final class GatewayCertificate {
  private static final String CERTIFICATE = "tls.crt";
  private static final String PRIVATE_KEY = "tls.key";

  /** The keys that the Secret must have. */
  public static final List<String> KEYS = List.of(CERTIFICATE, PRIVATE_KEY);

  /** Where the gateway looks for the files. */
  private static final String DIRECTORY = "/etc/tls";

  private GatewayCertificate() {}

  /** Returns whether the gateway of a stack ends TLS. */
  static boolean isUsed(StackScope scope) {
    Exposure exposure = scope.spec().gateway().expose();
    return exposure != null && exposure.endsTlsAtGateway();
  }

  /**
   * Returns the mount of the certificate and its key, or nothing if the gateway does not end TLS.
   *
   * @throws dev.ecommercestack.operator.manager.plan.stack.MissingSecretException if the input
   *     lacks one of them
   */
  static Optional<Mount> mount(StackScope scope) {
    Exposure exposure = scope.spec().gateway().expose();
    SecretRef secret = exposure == null ? null : exposure.tls();
    if (secret == null || !isUsed(scope)) {
      return Optional.empty();
    }
    KEYS.forEach(key -> scope.secret(secret.name(), key));
    return Optional.of(
        Mount.projected(
            "tls",
            DIRECTORY,
            List.of(
                Mount.secretItems(
                    secret.name(), Map.of(CERTIFICATE, CERTIFICATE, PRIVATE_KEY, PRIVATE_KEY)))));
  }
}
