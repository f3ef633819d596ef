package dev.ecommercestack.operator.manager.plan.stack;

/** A component cannot be planned without a Secret that the input lacks. */
public final class MissingSecretException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String secret;
  private final String key;

  MissingSecretException(String stack, String secret, String key) {
    super(
        "The plan of stack %s needs the key %s of Secret %s, which its input lacks"
            .formatted(stack, key, secret));
    this.secret = secret;
    this.key = key;
  }

  /** Returns the name of the Secret. */
  public String secret() {
    return secret;
  }

  /** Returns the missing key, empty when the whole Secret is missing. */
  public String key() {
    return key;
  }
}
