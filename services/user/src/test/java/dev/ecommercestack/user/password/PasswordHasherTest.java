package dev.ecommercestack.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = hasher(2);

  private static PasswordHasher hasher(int concurrent) {
    return hasher(concurrent, true);
  }

  private static PasswordHasher hasher(int concurrent, boolean argon2Started) {
    return new PasswordHasher(
        concurrent, Duration.ofMillis(20), new SimpleMeterRegistry(), () -> argon2Started);
  }

  @Test
  void knowsThePasswordAgain() {
    String hash = hasher.hash("correct horse battery staple");
    assertThat(hash)
        .startsWith("{argon2id-7m-5}$argon2id$v=19$m=7168,t=5,p=1$")
        .doesNotContain("horse");
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
  void comparesWithHashesOfReleasesBeforeArgon2() {
    String legacy = "{bcrypt-hmac384}$2b$10$k/Z.nIYAQX725EhoyXVBC.qV4lrQ6pUrnuHQQM0.PGDDMlFEK6ITC";
    assertThat(hasher.matches("correct horse battery staple", legacy)).isTrue();
    assertThat(hasher.matches("correct horse battery stapl", legacy)).isFalse();
    assertThat(hasher.isOutdated(legacy)).isTrue();
    assertThat(hasher.isOutdated(hasher.hash("correct horse battery staple"))).isFalse();
  }

  @Test
  void makesHashesThatTheReleaseBeforeReadsUntilArgon2Starts() {
    PasswordHasher before = hasher(2, false);
    String hash = before.hash("correct horse battery staple");
    assertThat(hash).startsWith("{bcrypt-hmac384}$2b$11$");
    assertThat(before.matches("correct horse battery staple", hash)).isTrue();
    assertThat(before.isOutdated(hash)).isFalse();
    assertThatNoException().isThrownBy(() -> before.matchDummyHash("correct horse"));
    // Another instance may have started later, or the clock of this one was set back.
    String argon2 = hasher.hash("correct horse battery staple");
    assertThat(before.matches("correct horse battery staple", argon2)).isTrue();
    assertThat(before.isOutdated(argon2)).isFalse();
  }

  @Test
  void computesNoMoreHashesAtOnceThanTheHeapHasRoomFor() {
    long mebibyte = 1024 * 1024;
    assertThat(PasswordConfiguration.concurrentHashes(16, 64 * mebibyte)).isEqualTo(1);
    assertThat(PasswordConfiguration.concurrentHashes(16, 86 * mebibyte)).isEqualTo(2);
    assertThat(PasswordConfiguration.concurrentHashes(2, 1024 * mebibyte)).isEqualTo(2);
    assertThat(PasswordConfiguration.concurrentHashes(2, 16 * mebibyte)).isEqualTo(1);
  }

  @Test
  void refusesWorkWhenTooMuchIsWaiting() {
    assertThatExceptionOfType(HashingBusyException.class)
        .isThrownBy(() -> hasher(0).hash("correct horse battery staple"));
  }
}
