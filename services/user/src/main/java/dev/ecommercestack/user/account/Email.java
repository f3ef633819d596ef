package dev.ecommercestack.user.account;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in its normal form, in which it is stored, compared and hashed.
 *
 * <p>The form is NFKC, lower case, with an ASCII (punycode) domain as of IDNA 2008. The local part
 * is lower-cased although RFC 5321 allows it to be case-sensitive: no known provider is, and two
 * accounts that differ only in case would help forgers only. Dots and plus tags are kept: their
 * meaning depends on the provider.
 *
 * @param value the normalised address, at most 254 characters
 */
public record Email(String value) {
  /** The message for an address that {@link #parse} refuses. */
  public static final String EXPECTED = "must be an e-mail address such as name@example.com";

  // IDNA 2008 (UTS 46, nontransitional). java.net.IDN is IDNA 2003, which takes the domain
  // straße.example for strasse.example.
  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO);

  private static final int MAX_LENGTH = 254;
  private static final Pattern LOCAL =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  /**
   * Normalizes an address.
   *
   * @param typed the text of a request
   * @return the address; empty if the text is not an address
   */
  public static Optional<Email> parse(String typed) {
    if (typed.length() > 2 * MAX_LENGTH) {
      return Optional.empty();
    }
    String text =
        Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    if (at < 1 || at > 64) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    return asciiDomain(text.substring(at + 1))
        .filter(domain -> LOCAL.matcher(local).matches())
        .map(domain -> local + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH)
        .map(Email::new);
  }

  /** Returns the part before the at sign. */
  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  private static Optional<String> asciiDomain(String domain) {
    IDNA.Info info = new IDNA.Info();
    String ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), info).toString();
    return info.hasErrors() || !DOMAIN.matcher(ascii).matches()
        ? Optional.empty()
        : Optional.of(ascii);
  }
}
