package dev.ecommercestack.order.api;

import dev.ecommercestack.order.aggregate.Contact;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads from an access token how its bearer is written to. */
final class Customer {
  private static final List<Locale> LANGUAGES = List.of(Locale.KOREAN, Locale.ENGLISH);

  private Customer() {}

  /**
   * Returns the claims {@code email}, {@code name} and {@code locale}; without the last, the first
   * language of the request that there are mails in, and else Korean.
   */
  static Contact contact(Jwt token, @Nullable String acceptLanguage) {
    String locale = token.getClaimAsString("locale");
    return new Contact(
        token.getClaimAsString("email"),
        token.getClaimAsString("name"),
        language(locale == null ? acceptLanguage : locale));
  }

  private static String language(@Nullable String wanted) {
    try {
      Locale found =
          wanted == null || wanted.isBlank()
              ? null
              : Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES);
      return (found == null ? Locale.KOREAN : found).getLanguage();
    } catch (IllegalArgumentException e) {
      return Locale.KOREAN.getLanguage();
    }
  }
}
