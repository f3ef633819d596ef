package dev.ecommercestack.user.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares passwords with hashes of releases before Argon2: bcrypt of an HMAC-SHA-384. It makes no
 * hashes.
 */
final class LegacyBcryptEncoder implements PasswordEncoder {
  private static final String HMAC = "HmacSHA384";
  private static final byte[] DOMAIN =
      "ecommerce-stack/user/password/v1".getBytes(StandardCharsets.US_ASCII);

  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

  @Override
  public String encode(@Nullable CharSequence password) {
    throw new UnsupportedOperationException("New passwords are hashed with Argon2");
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
    return password != null && encoded != null && bcrypt.matches(digest(password), encoded);
  }

  private static String digest(CharSequence password) {
    try {
      Mac hmac = Mac.getInstance(HMAC);
      hmac.init(new SecretKeySpec(DOMAIN, HMAC));
      return Base64.getEncoder()
          .encodeToString(hmac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks " + HMAC, e);
    }
  }
}
