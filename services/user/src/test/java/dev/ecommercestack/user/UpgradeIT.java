package dev.ecommercestack.user;

import static dev.ecommercestack.user.UserInstance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** An instance that has upgraded the database of release 0.1.0. */
class UpgradeIT extends UserFixture {
  /** NFKC makes it another text. */
  private static final String NEW_PASSWORD = "re\u0301sume\u0301 \uff54angerine";

  private static final String OLD_SCHEME = "{bcrypt-hmac384}";

  @Test
  void release010ReadsEveryHashThatIsStoredOnTheFirstDay() throws Exception {
    setMigrated("1.2", 30);
    try (UserInstance upgraded = user.another()) {
      String signedUp = somebody();
      Answer session = upgraded.signUp(signedUp).expect(201);
      assertThat(readBy010(PASSWORD, hashOf(signedUp))).as("sign-up").isTrue();
      upgraded
          .send(
              "PATCH",
              "/api/v1/users/me",
              Map.of("newPassword", NEW_PASSWORD, "currentPassword", PASSWORD),
              session.text("accessToken"))
          .expect(200);
      assertThat(readBy010(NEW_PASSWORD, hashOf(signedUp))).as("new password").isTrue();
      upgraded.logIn(signedUp, NEW_PASSWORD).expect(200);
      assertThat(readBy010(NEW_PASSWORD, hashOf(signedUp))).as("after a login").isTrue();

      String older = somebody();
      upgraded.signUp(older).expect(201);
      storeHashOf010(older);
      upgraded.logIn(older, PASSWORD).expect(200);
      assertThat(hashOf(older)).as("account of 0.1.0 after a login").isEqualTo(HASH_OF_010);

      setMigrated("1.3", 2);
      try (UserInstance later = user.another()) {
        later.logIn(older, PASSWORD).expect(200);
        assertThat(hashOf(older)).as("after the first day").startsWith("{argon2id");
      }
    }
  }

  /** Makes it look as if a migration had run some days ago. */
  private void setMigrated(String version, int days) {
    database.execute(
        "update flyway_schema_history set installed_on = now() - interval '%d days' where version = '%s'"
            .formatted(days, version));
  }

  /** Compares as 0.1.0 does ({@code PrehashedBcrypt} there), which fails for any other scheme. */
  private static boolean readBy010(String password, String hash) throws GeneralSecurityException {
    if (!hash.startsWith(OLD_SCHEME)) {
      return false;
    }
    Mac hmac = Mac.getInstance("HmacSHA384");
    byte[] key = "ecommerce-stack/user/password/v1".getBytes(StandardCharsets.US_ASCII);
    hmac.init(new SecretKeySpec(key, "HmacSHA384"));
    byte[] text =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    String digest = Base64.getEncoder().encodeToString(hmac.doFinal(text));
    return new BCryptPasswordEncoder().matches(digest, hash.substring(OLD_SCHEME.length()));
  }
}
