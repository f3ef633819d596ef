package dev.ecommercestack.platform.validation;

/**
 * Patterns of texts that can be stored, sent and shown: without control characters, some of which a
 * database refuses, and without a half of a surrogate pair, which is no character.
 */
public final class Printable {
  /** One line. */
  public static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*";

  /**
   * A character that can be seen: a letter, digit, sign or symbol other than the blank ones, which
   * are fillers of Hangul and the empty Braille pattern.
   */
  public static final String VISIBLE =
      "[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}\\x{2800}]]";

  /** One line with at least one character that can be seen. */
  public static final String VISIBLE_LINE = "(?=.*" + VISIBLE + ")" + LINE;

  /** Several lines. */
  public static final String LINES = "[\\n\\r\\t[^\\p{Cntrl}\\p{Cs}]]*";

  /** The message for other texts. */
  public static final String MESSAGE = "must not have control characters or halves of characters";

  /** The message for texts that are no {@link #VISIBLE_LINE}. */
  public static final String VISIBLE_MESSAGE =
      "must have a visible character, and no control characters or halves of characters";

  private Printable() {}
}
