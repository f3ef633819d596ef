package dev.ecommercestack.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"김미나", "Mina", "Jean-Luc O'Neil", "李 小龍", "José", "👩‍💻 dev"})
  void takesNamesOfPeople(String name) {
    assertThat(DisplayName.parse("  " + name + " ")).map(DisplayName::value).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "Mina\nBcc: all@example.com",
        "Mina\u202Egro.live",
        "Mi\u0000na",
        "a\u2028b"
      })
  void refusesWhatCouldForgeAMail(String name) {
    assertThat(DisplayName.parse(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u3164", "\u200B\u200B", "\u2800", "\u00AD", "\u180E", "\u0301", "\u200D"})
  void rejectsNameWithoutVisibleCharacter(String name) {
    assertThat(DisplayName.parse(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"가", "👩"})
  void countsCharactersAndNotBytes(String character) {
    assertThat(DisplayName.parse(character.repeat(100))).isPresent();
    assertThat(DisplayName.parse(character.repeat(101))).isEmpty();
  }
}
