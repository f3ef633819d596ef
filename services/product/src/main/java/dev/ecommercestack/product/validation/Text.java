package dev.ecommercestack.product.validation;

import dev.ecommercestack.platform.validation.Printable;
import java.text.Normalizer;

/** What texts may be. */
public final class Text {
  /** One line. */
  public static final String LINE = Printable.LINE;

  /** One line with at least one character that can be seen. */
  public static final String VISIBLE_LINE = Printable.VISIBLE_LINE;

  /** Several lines. */
  public static final String LINES = Printable.LINES;

  /** A stock keeping unit: free text of one line, with no control character of Unicode. */
  public static final String SKU =
      "(?=.*" + Printable.VISIBLE + ")[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]*";

  /** The longest stock keeping unit, in characters. */
  public static final int LONGEST_SKU = 100;

  /** What is said of a text with control characters. */
  public static final String NO_CONTROL_CHARACTERS = Printable.MESSAGE;

  /** What is said of a text without a character that can be seen. */
  public static final String VISIBLE = Printable.VISIBLE_MESSAGE;

  private Text() {}

  /** Returns a text as it is stored: composed, and without blanks around it. */
  public static String normal(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
