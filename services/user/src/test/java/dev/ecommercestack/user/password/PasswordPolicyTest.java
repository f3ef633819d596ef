package dev.ecommercestack.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.user.account.Email;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  private final PasswordPolicy policy = new PasswordPolicy(CommonWords.load());
  private final Optional<Email> email = Email.parse("mina.kim@example.com");

  private List<String> problems(String password) {
    return policy.check(password, email).stream().map(PasswordProblem::code).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "tangerine-lamp-7",
        "가을바람에나뭇잎이춤춘다",
        "x9!Kd0#pQz",
        "abc-4829-7731-0042",
        "monkey eats tangerine",
        "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵"
      })
  void takesWhatIsHardToGuess(String password) {
    assertThat(problems(password)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short, password_too_short",
    "'', password_too_short",
    "password123, password_too_common",
    "P@ssw0rd2026!, password_too_common",
    "qwertyuiop, password_too_common",
    "iloveyou!!!!, password_too_common",
    "사랑해요1234567, password_too_common",
    "1234567890, password_too_simple",
    "abcdefghijkl, password_too_simple",
    "zyxwvutsrqp, password_too_simple",
    "aaaaaaaaaaaa, password_too_simple",
    "ababababab, password_too_simple",
    "my mina.kim password, password_contains_email",
    "MINA.KIM@EXAMPLE.COM, password_contains_email"
  })
  void refusesWhatIsEasyToGuess(String password, String code) {
    assertThat(problems(password)).contains(code);
  }

  @Test
  void saysWhatToDoInstead() {
    assertThat(policy.check("short", email))
        .extracting(PasswordProblem::message)
        .contains("must have at least 10 characters: three or four unrelated words do well");
  }

  @Test
  void countsCharactersAndNotBytes() {
    assertThat(problems("🦊🐻🐼🐨🐯🦁🐮🐷🐸")).contains("password_too_short");
    assertThat(problems("tangerine lamp ".repeat(9))).contains("password_too_long");
  }

  @Property
  void neverFailsAndAlwaysRefusesWhatIsTooShort(@ForAll @StringLength(max = 9) String password) {
    assertThat(policy.check(password, Optional.empty())).isNotNull();
    String normalised = PasswordNormalizer.normalise(password);
    if (normalised.codePointCount(0, normalised.length()) < PasswordPolicy.MIN_LENGTH) {
      assertThat(problems(password)).contains("password_too_short");
    }
  }

  @Property
  void decoratingACommonWordDoesNotHelp(
      @ForAll @StringLength(min = 2, max = 8) @CharRange(from = '0', to = '9') String digits) {
    assertThat(problems("password" + digits)).contains("password_too_common");
    assertThat(problems(digits + "Password")).contains("password_too_common");
  }
}
