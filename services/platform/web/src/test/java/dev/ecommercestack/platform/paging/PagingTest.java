package dev.ecommercestack.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  @Test
  void aCursorComesBackAsItWas() {
    UUID id = UUID.randomUUID();
    Instant at = Instant.parse("2026-11-22T10:00:00.123456Z");
    Cursor read = Cursor.decode(Cursor.of(at, id, 42L).encode(), 3);
    assertThat(read.instant(0)).isEqualTo(at);
    assertThat(read.uuid(1)).isEqualTo(id);
    assertThat(read.number(2)).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "", "YQ", "bm9u\nc2Vuc2U"})
  void whatIsNotACursorIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.decode(text, 2))
        .isInstanceOfSatisfying(
            ProblemException.class,
            p -> assertThat(p.code()).isEqualTo(ProblemCode.INVALID_CURSOR));
  }

  @Test
  void aPartOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> Cursor.of("no-uuid").uuid(0)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursor.of("x").instant(0)).isInstanceOf(ProblemException.class);
  }

  @Test
  void onlyMoreRowsThanWantedMakeANextPage() {
    PageQuery two = new PageQuery(null, 2);
    assertThat(Page.of(List.of("a", "b"), two, Cursor::of).nextCursor()).isNull();
    Page<String> first = Page.of(List.of("a", "b", "c"), two, Cursor::of);
    assertThat(first.items()).containsExactly("a", "b");
    assertThat(new PageQuery(first.nextCursor(), 2).after(1).orElseThrow().text(0)).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void aLimitHasBounds(int limit) {
    assertThatThrownBy(() -> new PageQuery(null, limit).size())
        .isInstanceOfSatisfying(
            ProblemException.class, p -> assertThat(p.code()).isEqualTo(ProblemCode.INVALID_LIMIT));
  }
}
