package dev.ecommercestack.operator.manager.credentials;

import io.fabric8.kubernetes.api.model.Secret;

/** A Secret has the name of one of the stack's, but the operator did not make it for the stack. */
public final class ForeignSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignSecretException(String stack, Secret secret) {
    super(
        "The Secret %s exists and was not made for stack %s, so it is left alone. Delete or rename it,"
                .formatted(secret.getMetadata().getName(), stack)
            + " or choose another name for the stack.");
  }
}
