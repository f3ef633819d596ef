package dev.ecommercestack.operator.manager.plan.stack;

import java.util.List;

/**
 * A Secret that a plan needs and that is not there, or not with all of its keys.
 *
 * @param path the place in the spec that names it, empty for a generated one
 * @param secret name of the Secret
 * @param keys the keys that it lacks, empty when it lacks all
 * @param cause a sentence that says what is missing
 * @param needsAction whether the user has to create it; false when the operator does
 */
public record MissingSecret(
    String path, String secret, List<String> keys, String cause, boolean needsAction) {

  public MissingSecret {
    keys = List.copyOf(keys);
  }

  boolean lacks(String wantedSecret, String key) {
    return secret.equals(wantedSecret) && (keys.isEmpty() || keys.contains(key));
  }
}
