package dev.ecommercestack.product.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.common.problem.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  @Test
  void blanksOfAllKindsPartWords() {
    assertThat(SearchWords.of("  단풍\u3000나무\u00a0도마\t단풍 ").words())
        .containsExactly("단풍", "나무", "도마");
    assertThat(SearchWords.of(" \n ").isEmpty()).isTrue();
  }

  @Test
  void widthCaseAndCompositionDoNotMatter() {
    assertThat(SearchWords.of("ＭＡＰＬＥ \u1103\u1169\u1106\u1161").words())
        .containsExactly("maple", "도마");
  }

  @Test
  void whatMeansSomethingInAPatternIsTakenByItsWord() {
    assertThat(SearchWords.of("100% a_b c\\d").patterns())
        .containsExactly("%100\\%%", "%a\\_b%", "%c\\\\d%");
  }

  @Test
  void endlessQueriesAreRefused() {
    assertThatThrownBy(() -> SearchWords.of("a ".repeat(60))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> SearchWords.of("a b c d e f g h i"))
        .isInstanceOf(ProblemException.class);
  }

  @Property
  void whateverPeopleTypeIsReadOrRefused(@ForAll @StringLength(max = 120) String query) {
    try {
      SearchWords words = SearchWords.of(query);
      assertThat(words.words()).noneMatch(String::isBlank).hasSizeLessThanOrEqualTo(8);
      assertThat(words.text()).doesNotContain("\u0000", "\n");
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo("invalid_query");
    }
  }
}
