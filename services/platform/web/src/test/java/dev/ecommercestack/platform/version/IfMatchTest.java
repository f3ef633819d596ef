package dev.ecommercestack.platform.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", " \"3\" ", "\"2\",\"3\"", "W/\"3\" ,\t\"3\"", "*", " * "})
  void matchesStrongTagOfTheVersion(String header) {
    assertThat(IfMatch.valueOf(header).matches(3)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "\"03\"", "\"\"", "W/\"3\"", "\"3,\"", "\"*\"", "\"é\""})
  void doesNotMatchOtherOrWeakTags(String header) {
    assertThat(IfMatch.valueOf(header).matches(3)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "\"3", "3\"", "\"3\" \"4\"", ",\"3\"", "w/\"3\"", "*, \"3\"", "'3'"})
  void refusesWhatIsNoListOfTags(String header) {
    assertThatIllegalArgumentException().isThrownBy(() -> IfMatch.valueOf(header));
  }

  @Test
  void readsLongLists() {
    String tags = "\"3\" , ".repeat(2_000);
    assertThatIllegalArgumentException().isThrownBy(() -> IfMatch.valueOf(tags + "4"));
    assertThat(IfMatch.valueOf(tags + "\"4\"").tags()).hasSize(2_001);
  }

  @Test
  void tagOfAVersionIsReadAsThatVersion() {
    assertThat(IfMatch.valueOf(IfMatch.tag(Long.MAX_VALUE)))
        .isEqualTo(new IfMatch(List.of(Long.toString(Long.MAX_VALUE)), false));
  }

  @Test
  void refusalNamesTheCurrentVersion() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> IfMatch.valueOf("\"2\"").require(3))
        .satisfies(
            problem -> {
              assertThat(problem.status().value()).isEqualTo(412);
              assertThat(problem.properties()).containsEntry("version", 3L);
            });
  }
}
