package dev.ecommercestack.product.validation;

import dev.ecommercestack.platform.validation.Printable;
import java.text.Normalizer;

/** Patterns, messages and the normal form of texts that people send. */
public final class TextRules {
  /** Pattern of one line. */
  public static final String LINE = Printable.LINE;

  /** Pattern of one line with at least one visible character. */
  public static final String VISIBLE_LINE = Printable.VISIBLE_LINE;

  /** Pattern of several lines. */
  public static final String LINES = Printable.LINES;

  /** Pattern of a stock keeping unit: free text of one line, without Unicode control characters. */
  public static final String SKU =
      "(?=.*" + Printable.VISIBLE + ")[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*";

  /** The longest stock keeping unit, in characters. */
  public static final int MAX_SKU_LENGTH = 100;

  /** The message for a text with control characters. */
  public static final String NO_CONTROL_CHARACTERS_MESSAGE = Printable.MESSAGE;

  /** The message for a text without a visible character. */
  public static final String VISIBLE_MESSAGE = Printable.VISIBLE_MESSAGE;

  private TextRules() {}

  /** Returns the stored form of a text: Unicode NFC, without leading and trailing white space. */
  public static String normalize(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
