package dev.ecommercestack.product.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  @Test
  void splitsWordsAtAnyWhiteSpace() {
    assertThat(SearchWords.of("  단풍\u3000나무\u00a0도마\t단풍 ").words())
        .containsExactlyInAnyOrder("단풍", "나무", "도마");
    assertThat(SearchWords.of(" \n ").isEmpty()).isTrue();
  }

  @Test
  void normalizesWidthAndComposition() {
    assertThat(SearchWords.of("ＭＡＰＬＥ \u1103\u1169\u1106\u1161").words())
        .containsExactly("MAPLE", "도마");
  }

  @Test
  void escapesSpecialCharactersOfPatterns() {
    assertThat(SearchWords.of("100% a_b c\\d").patterns())
        .containsExactlyInAnyOrder("%100\\%%", "%a\\_b%", "%c\\\\d%");
  }

  @Test
  void usesIndexForThreeLettersOrBeginningsOfWords() {
    assertThat(SearchWords.of("도마 차 ab").indexedPatterns()).containsExactly("%도마%");
    assertThat(SearchWords.of("컵").indexedPatterns()).containsExactly("%컵%");
    assertThat(SearchWords.of("차 a é").indexedPatterns()).containsExactly("% 차%", "% a%", "% é%");
    assertThat(SearchWords.of("++ %").indexedPatterns()).isEmpty();
  }

  @Test
  void rejectsQueryThatIsTooLong() {
    assertThatThrownBy(() -> SearchWords.of("a ".repeat(101))).isInstanceOf(ProblemException.class);
  }

  @Test
  void keepsLongestWordsOfLongQuery() {
    SearchWords name = SearchWords.of("a tea of  the finest leaves for a cup of the best taste");
    assertThat(name.text()).isEqualTo("a tea of the finest leaves for a cup of the best taste");
    assertThat(name.words())
        .containsExactly("finest", "leaves", "taste", "best", "tea", "the", "for", "cup");
  }

  @Property
  void parsesOrRejectsAnyQuery(@ForAll @StringLength(max = 220) String query) {
    try {
      SearchWords words = SearchWords.of(query);
      assertThat(words.words()).noneMatch(String::isBlank).hasSizeLessThanOrEqualTo(8);
      assertThat(words.text()).doesNotContain("\u0000", "\n");
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo(ProblemCode.INVALID_QUERY);
    }
  }
}
