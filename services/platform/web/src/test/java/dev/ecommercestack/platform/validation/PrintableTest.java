package dev.ecommercestack.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "도마", "\u1103\u1169마", "a🎁b", "O'Brien \"%_\\", "\u3000"})
  void textsArePrintable(String text) {
    assertThat(text).matches(Printable.LINE).matches(Printable.LINES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "\u0007", "\ud800", "a\udc00b", "\udc00\ud800"})
  void whatIsNoCharacterIsNot(String text) {
    assertThat(text).doesNotMatch(Printable.LINE).doesNotMatch(Printable.LINES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"도마", " a", "\u200Ba", "👩\u200D💻", "٣", "€"})
  void acceptsLineWithVisibleCharacter(String text) {
    assertThat(text).matches(Printable.VISIBLE_LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "\u00A0", "\u3000", "\u200B", "\u202E", "\u2060", "\u3164", "\u115F", "\u1160",
        "\uFFA0", "\u2800", "\u00AD", "\u180E", "\u0301", "a\nb"
      })
  void rejectsLineWithoutVisibleCharacter(String text) {
    assertThat(text).doesNotMatch(Printable.VISIBLE_LINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "\tb"})
  void linesAreSeparated(String text) {
    assertThat(text).doesNotMatch(Printable.LINE).matches(Printable.LINES);
    assertThat(text.repeat(5_000)).matches(Printable.LINES);
  }
}
