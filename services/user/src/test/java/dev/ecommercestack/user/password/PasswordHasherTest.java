package dev.ecommercestack.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = hasher(10, 2);

  private static PasswordHasher hasher(int cost, int concurrent) {
    return new PasswordHasher(cost, concurrent, Duration.ofMillis(20), new SimpleMeterRegistry());
  }

  @Test
  void knowsThePasswordAgain() {
    String hash = hasher.hash("correct horse battery staple");
    assertThat(hash).startsWith("{bcrypt-hmac384}$2b$10$").doesNotContain("horse");
    assertThat(hasher.matches("correct horse battery staple", hash)).isTrue();
    assertThat(hasher.matches("correct horse battery stapl", hash)).isFalse();
    assertThat(hasher.hash("correct horse battery staple")).isNotEqualTo(hash);
  }

  @Test
  void readsEveryCharacterOfALongPassword() {
    String syllables = "가나다라마바사아자차".repeat(12);
    String hash = hasher.hash(syllables + "카");
    assertThat(hasher.matches(syllables + "타", hash)).isFalse();
    assertThat(hasher.matches(syllables + "카", hash)).isTrue();
  }

  @Test
  void takesThePasswordHoweverTheKeyboardComposesIt() {
    assertThat(
            hasher.matches(
                "re\u0301sume\u0301 tangerine", hasher.hash("r\u00e9sum\u00e9 tangerine")))
        .isTrue();
  }

  @Test
  void noticesHashesOfALowerCost() {
    String hash = hasher.hash("correct horse battery staple");
    assertThat(hasher.isOutdated(hash)).isFalse();
    assertThat(hasher(11, 2).isOutdated(hash)).isTrue();
    assertThat(hasher(11, 2).matches("correct horse battery staple", hash)).isTrue();
  }

  @Test
  void refusesWorkWhenTooMuchIsWaiting() {
    assertThatExceptionOfType(HashingBusyException.class)
        .isThrownBy(() -> hasher(10, 0).hash("correct horse battery staple"));
  }
}
