package dev.ecommercestack.common.validation;

/**
 * Patterns of texts that can be stored, sent and shown: without control characters, of which a
 * database does not even take all, and without a half of a surrogate pair, which is no character.
 */
public final class Printable {
  /** One line. */
  public static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*";

  /** Several lines. */
  public static final String LINES = "[\\n\\r\\t[^\\p{Cntrl}\\p{Cs}]]*";

  /** What is said of other texts. */
  public static final String MESSAGE = "must not have control characters or halves of characters";

  private Printable() {}
}
