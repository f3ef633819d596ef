package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static Action down(int second) {
    return new Action(Looks.START.plusSeconds(second), 6, 3);
  }

  private static Action up(int second) {
    return new Action(Looks.START.plusSeconds(second), 3, 6);
  }

  @Test
  void podsAreKeptForAsLongAsItTakesToGetThemBack() {
    assertThat(Hold.of(List.of(), 45)).isEqualTo(Duration.ofSeconds(45));
    assertThat(Hold.of(List.of(), 3)).as("a few looks").isEqualTo(Duration.ofSeconds(20));
    assertThat(Hold.of(List.of(), 720)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aRemovalThatWasRegrettedDoublesIt() {
    assertThat(Hold.of(List.of(down(0), up(44)), 45)).isEqualTo(Duration.ofSeconds(90));
    assertThat(Hold.of(List.of(down(0), up(45)), 45)).isEqualTo(Duration.ofSeconds(45));
    assertThat(Hold.of(List.of(down(0), up(44), down(200), up(289)), 45))
        .as("the second within the longer time")
        .isEqualTo(Duration.ofSeconds(180));
    assertThat(Hold.of(List.of(up(0), up(10), down(20), down(30)), 45))
        .isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void itNeverGrowsBeyondTenMinutes() {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      actions.add(down(100 * i));
      actions.add(up(100 * i + 10));
    }
    assertThat(Hold.of(actions, 45)).isEqualTo(Duration.ofMinutes(10));
  }
}
