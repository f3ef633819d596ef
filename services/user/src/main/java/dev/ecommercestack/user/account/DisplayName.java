package dev.ecommercestack.user.account;

import dev.ecommercestack.platform.validation.Printable;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a person, as it is used in mails and in the shop.
 *
 * @param value NFC text of 1 to 100 code points, at least one of them visible, without control or
 *     direction characters
 */
public record DisplayName(String value) {
  /** The message for a name that {@link #parse} refuses. */
  public static final String EXPECTED =
      "must have 1 to 100 characters, one of them visible, without line breaks or direction marks";

  private static final Pattern VISIBLE = Pattern.compile(Printable.VISIBLE);
  private static final int MAX_CODE_POINTS = 100;
  // A name goes into mails: line breaks could forge headers, direction marks could disguise text.
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  /**
   * Normalizes a name.
   *
   * @param typed the text of a request
   * @return the name; empty if the text is not acceptable
   */
  public static Optional<DisplayName> parse(String typed) {
    String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    boolean acceptable =
        VISIBLE.matcher(name).find()
            && name.codePointCount(0, name.length()) <= MAX_CODE_POINTS
            && !FORBIDDEN.matcher(name).find();
    return acceptable ? Optional.of(new DisplayName(name)) : Optional.empty();
  }
}
