package dev.ecommercestack.user.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes and compares hashes of release 0.1.0: bcrypt of an HMAC-SHA-384. */
final class LegacyBcryptEncoder implements PasswordEncoder {
  private static final String HMAC = "HmacSHA384";
  private static final byte[] DOMAIN =
      "ecommerce-stack/user/password/v1".getBytes(StandardCharsets.US_ASCII);

  private static final int COST = 11;

  private final BCryptPasswordEncoder bcrypt =
      new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2B, COST);

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return password == null ? null : bcrypt.encode(digest(password));
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
