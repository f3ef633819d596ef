package dev.ecommercestack.product.validation;

import dev.ecommercestack.common.validation.Printable;
import java.text.Normalizer;

/** What texts may be. */
public final class Text {
  /** One line. */
  public static final String LINE = Printable.LINE;

  /** Several lines. */
  public static final String LINES = Printable.LINES;

  /** A stock keeping unit. */
  public static final String SKU = "[A-Z0-9][A-Z0-9-]{0,63}";

  /** What is said of a text with control characters. */
  public static final String NO_CONTROL_CHARACTERS = Printable.MESSAGE;

  /** What is said of other stock keeping units. */
  public static final String SKU_MESSAGE =
      "must have 1 to 64 capital letters, digits and hyphens, a hyphen not first";

  private Text() {}

  /** Returns a text as it is stored: composed, and without blanks around it. */
  public static String normal(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
