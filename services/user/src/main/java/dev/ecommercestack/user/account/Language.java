package dev.ecommercestack.user.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that the shop's mails exist in. */
public enum Language {
  /** Korean. */
  KO,
  /** English. */
  EN;

  /** What to tell somebody whose language {@link #parse} refuses. */
  public static final String EXPECTED = "must be ko or en";

  /** The language of somebody who names none that we speak. */
  public static final Language DEFAULT = KO;

  /** ISO 639 code, lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language with an ISO 639 code, or empty. */
  public static Optional<Language> parse(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  /**
   * The language that a browser asks for.
   *
   * @param acceptLanguage the header {@code Accept-Language}, or null
   */
  public static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return DEFAULT;
    }
    try {
      List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage);
      String tag = Locale.lookupTag(wanted, Arrays.stream(values()).map(Language::code).toList());
      return Optional.ofNullable(tag).flatMap(Language::parse).orElse(DEFAULT);
    } catch (IllegalArgumentException malformed) {
      return DEFAULT;
    }
  }
}
