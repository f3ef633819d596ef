package dev.ecommercestack.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "en, EN",
    "'en-GB,en;q=0.9', EN",
    "'fr,en;q=0.5,ko;q=0.1', EN",
    "ko-KR, KO",
    "fr, KO",
    "'', KO",
    "'not a header;;q=', KO",
    "'*', KO"
  })
  void followsTheBrowser(String header, Language language) {
    assertThat(Language.preferred(header)).isEqualTo(language);
  }

  @Test
  void isKoreanWithoutABrowser() {
    assertThat(Language.preferred(null)).isEqualTo(Language.KO);
  }
}
