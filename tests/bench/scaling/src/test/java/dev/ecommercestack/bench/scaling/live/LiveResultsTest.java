package dev.ecommercestack.bench.scaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.live.RoundFile.Second;
import dev.ecommercestack.bench.scaling.live.RoundFile.Summary;
import dev.ecommercestack.bench.scaling.sim.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveResultsTest {
  private static final Summary NOTHING_WRONG = new Summary(1, 0, 0, 30, 12);

  /** A round of three seconds in which the oldest message is so old and so many pods exist. */
  private static RoundFile round(Contestant contestant, double age, int pods) {
    Second second = new Second(1, 1, age, pods, pods, pods, 0.5);
    return new RoundFile(
        LiveLoad.CLAIMS, contestant.id(), NOTHING_WRONG, List.of(second, second, second));
  }

  @Test
  void goalIsReachedWithFewerSecondsOverAndAFewMorePods() {
    LiveResults results =
        new LiveResults(
            List.of(
                round(Contestant.OURS, 5, 4),
                round(Contestant.DEFAULTS, 31, 10),
                round(Contestant.TUNED, 31, 4)));
    assertThat(results.goal()).isEqualTo("Goal: reached.");
  }

  @Test
  void goalIsMissedIfAnotherIsBetterInBoth() {
    LiveResults results =
        new LiveResults(List.of(round(Contestant.OURS, 31, 4), round(Contestant.DEFAULTS, 5, 3)));
    assertThat(results.goal()).contains("missed", "KEDA, defaults is better in both in claims");
  }

  @Test
  void goalIsMissedWithTooManyPodSeconds() {
    LiveResults results =
        new LiveResults(List.of(round(Contestant.OURS, 5, 4), round(Contestant.TUNED, 31, 3)));
    assertThat(results.goal()).contains("133 % of tuned KEDA's pod-seconds");
  }

  @Test
  void tableHasMedianAndRangeOfTheRounds() {
    LiveResults results =
        new LiveResults(
            List.of(
                round(Contestant.OURS, 5, 1),
                round(Contestant.OURS, 5, 4),
                round(Contestant.OURS, 5, 2)));
    assertThat(results.table()).contains("| claims | this operator | 0 | 6 (3 to 12) | 0 | 5 |");
  }

  @Test
  void scoreCountsSecondsOverPodsAndChanges() {
    RoundFile round =
        new RoundFile(
            LiveLoad.CLAIMS,
            "ours",
            NOTHING_WRONG,
            List.of(
                new Second(0, 0, 29, 1, 1, 1, 0),
                new Second(0, 0, 31, 3, 1, 3, 0),
                new Second(0, 0, 32, 3, 3, 4, 0)));
    assertThat(round.score()).isEqualTo(new Score(2, 8, 1, 32));
  }

  @Test
  void fileIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    RoundFile round = round(Contestant.TUNED, 31, 4);
    round.write(folder, 2);
    assertThat(RoundFile.read(folder.resolve("2-tuned-claims.csv"))).isEqualTo(round);
  }
}
