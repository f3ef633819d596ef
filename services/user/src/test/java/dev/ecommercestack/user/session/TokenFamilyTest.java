package dev.ecommercestack.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenFamilyTest {
  private final TokenFamily family = new TokenFamily(UUID.randomUUID(), new byte[32]);

  @Test
  void recognisesItsTokensOnly() {
    RefreshToken token = family.token("secret");
    assertThat(TokenFamily.sessionId(token)).contains(family.sessionId());
    assertThat(family.contains(token)).isTrue();
    assertThat(family.contains(new RefreshToken("x" + token.value()))).isFalse();
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    assertThat(new TokenFamily(family.sessionId(), otherKey).contains(token)).isFalse();
    assertThat(new TokenFamily(UUID.randomUUID(), new byte[32]).contains(token)).isFalse();
  }

  @Test
  void findsNoSessionInOtherTexts() {
    for (String text :
        new String[] {"", ".", "unknown", "a.b", "x".repeat(43), "a." + "!".repeat(43)}) {
      assertThat(TokenFamily.sessionId(new RefreshToken(text))).as(text).isEmpty();
      assertThat(family.contains(new RefreshToken(text))).as(text).isFalse();
    }
  }
}
