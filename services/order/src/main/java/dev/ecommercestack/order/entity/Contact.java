package dev.ecommercestack.order.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The customer's contact data, copied from the access token when the order was placed.
 *
 * @param email the address that mails are sent to; null if the token has none, then no mail is sent
 * @param name the name that mails greet; null if the token has none
 * @param locale the language of mails: {@code ko} or {@code en}
 */
@Embeddable
public record Contact(
    @Column(name = "contact_email") @Nullable String email,
    @Column(name = "contact_name") @Nullable String name,
    String locale) {

  private static final List<Locale> MAIL_LANGUAGES = List.of(Locale.KOREAN, Locale.ENGLISH);

  /**
   * Returns the claims {@code email}, {@code name} and {@code locale} of an access token.
   *
   * @param token the access token of the customer or administrator
   * @param acceptLanguage the header Accept-Language, used if the token has no {@code locale}; null
   *     if the request has none. Korean is used if neither names a language that mails exist in
   */
  public static Contact fromToken(Jwt token, @Nullable String acceptLanguage) {
    String locale = token.getClaimAsString("locale");
    return new Contact(
        token.getClaimAsString("email"),
        token.getClaimAsString("name"),
        mailLanguage(locale == null ? acceptLanguage : locale));
  }

  private static String mailLanguage(@Nullable String languageRange) {
    try {
      Locale supported =
          languageRange == null || languageRange.isBlank()
              ? null
              : Locale.lookup(Locale.LanguageRange.parse(languageRange), MAIL_LANGUAGES);
      return (supported == null ? Locale.KOREAN : supported).getLanguage();
    } catch (IllegalArgumentException e) {
      return Locale.KOREAN.getLanguage();
    }
  }
}
