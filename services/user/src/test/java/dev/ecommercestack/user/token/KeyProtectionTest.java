package dev.ecommercestack.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeyProtectionTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final byte[] KEY = "a private key".getBytes(StandardCharsets.UTF_8);
  private final KeyProtection protection = new KeyProtection(SECRET);

  @Property(tries = 100)
  void opensWhatItSealed(@ForAll String id, @ForAll byte[] key) {
    assertThat(protection.open(id, protection.seal(id, key)))
        .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(key));
  }

  @Test
  void storesNothingReadable() {
    KeyProtection.Sealed sealed = protection.seal("kid", KEY);
    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("private");
    assertThat(protection.seal("kid", KEY).bytes()).isNotEqualTo(sealed.bytes());
    assertThat(sealed.protection()).startsWith("aes-256-gcm:").doesNotContain(SECRET);
  }

  @Test
  void anotherSecretOpensNothing() {
    KeyProtection.Sealed sealed = protection.seal("kid", KEY);
    assertThat(new KeyProtection(SECRET + "x").open("kid", sealed)).isEmpty();
    assertThat(new KeyProtection("").open("kid", sealed)).isEmpty();
  }

  @Test
  void noticesWhatWasChangedOrExchanged() {
    KeyProtection.Sealed sealed = protection.seal("kid", KEY);
    assertThatIllegalStateException().isThrownBy(() -> protection.open("other", sealed));
    sealed.bytes()[20] ^= 1;
    assertThatIllegalStateException()
        .isThrownBy(() -> protection.open("kid", sealed))
        .withMessageContaining("revoke it");
  }

  @Test
  void worksWithoutASecret() {
    KeyProtection none = new KeyProtection("");
    assertThat(none.isNone()).isTrue();
    assertThat(none.open("kid", none.seal("kid", KEY))).isPresent();
    assertThat(protection.open("kid", none.seal("kid", KEY))).isPresent();
  }

  @Test
  void refusesASecretThatProtectsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyProtection("short"))
        .withMessageContaining("openssl rand");
  }
}
