package dev.ecommercestack.user.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of mails. */
public enum Language {
  /** Korean. */
  KO,
  /** English. */
  EN;

  /** The message for a language that {@link #parse} refuses. */
  public static final String EXPECTED = "must be ko or en";

  /** The language if a client requests none of the supported ones. */
  public static final Language DEFAULT = KO;

  /** Returns the ISO 639 code in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the language with an ISO 639 code; empty if it is not supported. */
  public static Optional<Language> parse(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  /**
   * Returns the language that a browser prefers.
   *
   * @param acceptLanguage the header {@code Accept-Language}; null if there is none
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
