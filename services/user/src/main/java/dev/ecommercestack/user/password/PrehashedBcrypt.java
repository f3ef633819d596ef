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
 * Applies bcrypt to a digest of the password.
 *
 * <p>bcrypt reads only 72 bytes: 24 Korean syllables. The digest (HMAC-SHA-384, in Base64 64 ASCII
 * characters) covers passwords of any length and script. It has a key of its own, which is not
 * secret, so that digests stolen elsewhere cannot be used here in place of passwords.
 */
final class PrehashedBcrypt implements PasswordEncoder {
  private static final String HMAC = "HmacSHA384";
  private static final byte[] DOMAIN =
      "ecommerce-stack/user/password/v1".getBytes(StandardCharsets.US_ASCII);

  private final BCryptPasswordEncoder bcrypt;

  PrehashedBcrypt(int cost) {
    this.bcrypt = new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2B, cost);
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return password == null ? null : bcrypt.encode(digest(password));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
    return password != null && encoded != null && bcrypt.matches(digest(password), encoded);
  }

  @Override
  public boolean upgradeEncoding(@Nullable String encoded) {
    return encoded != null && bcrypt.upgradeEncoding(encoded);
  }

  private static String digest(CharSequence password) {
    try {
      Mac hmac = Mac.getInstance(HMAC);
      hmac.init(new SecretKeySpec(DOMAIN, HMAC));
      byte[] text = PasswordNormalizer.normalise(password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(hmac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK lacks " + HMAC, e);
    }
  }
}
