package dev.ecommercestack.user.password;

import java.text.Normalizer;

/** The one form in which a password is measured and hashed. */
final class Passwords {
  private Passwords() {}

  /** The same password typed on two keyboards is the same text: NFKC, as NIST SP 800-63B asks. */
  static String normalise(CharSequence typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }
}
