package dev.ecommercestack.user.password;

import java.text.Normalizer;

/** The normal form in which a password is checked and hashed. */
final class PasswordNormalizer {
  private PasswordNormalizer() {}

  /**
   * Returns the NFKC form (NIST SP 800-63B), so that the keyboard's encoding makes no difference.
   */
  static String normalise(CharSequence typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }
}
