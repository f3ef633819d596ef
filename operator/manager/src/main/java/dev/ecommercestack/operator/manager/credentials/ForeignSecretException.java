package dev.ecommercestack.operator.manager.credentials;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.TreeMap;

/** A Secret has the name of one of the stack's, but the operator did not make it for the stack. */
public final class ForeignSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignSecretException(String stack, Secret secret, Map<String, String> ownershipLabels) {
    super(
        "Secret %s lacks the labels of stack %s and is left alone. If it is this stack's own, give it the labels %s."
            .formatted(
                secret.getMetadata().getName(),
                stack,
                new TreeMap<>(ownershipLabels)
                    .entrySet().stream().map(Object::toString).collect(joining(" and "))));
  }
}
