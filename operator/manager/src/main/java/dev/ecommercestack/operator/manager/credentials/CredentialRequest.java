package dev.ecommercestack.operator.manager.credentials;

import java.util.Map;

/**
 * A Secret that the stack needs.
 *
 * @param secretName name in the namespace of the stack
 * @param component component that it belongs to
 * @param labels labels of a new Secret
 * @param ownershipLabels the labels that an existing Secret must have to belong to the stack
 * @param keys every key that the Secret must have, and how its value is made when it is missing
 */
public record CredentialRequest(
    String secretName,
    String component,
    Map<String, String> labels,
    Map<String, String> ownershipLabels,
    Map<String, ValueSource> keys) {

  /** Keeps copies. */
  public CredentialRequest {
    labels = Map.copyOf(labels);
    ownershipLabels = Map.copyOf(ownershipLabels);
    keys = Map.copyOf(keys);
  }
}
