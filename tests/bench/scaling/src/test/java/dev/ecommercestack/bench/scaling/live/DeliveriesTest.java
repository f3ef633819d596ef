package dev.ecommercestack.bench.scaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private final Deliveries deliveries = new Deliveries();

  @Test
  void ageIsThatOfTheOldestMessageThatIsNotCompleted() {
    deliveries.sent(FIRST, 10_000);
    deliveries.sent(SECOND, 11_500);
    Map<UUID, Long> completed = Map.of(FIRST, 12_200L, SECOND, 13_900L);
    assertThat(deliveries.bySecond(completed, 10_000, 4))
        .containsExactly(
            new Deliveries.Waiting(1, 1.0),
            new Deliveries.Waiting(2, 2.0),
            new Deliveries.Waiting(1, 1.5),
            new Deliveries.Waiting(0, 0));
  }

  @Test
  void messageThatIsNeverCompletedWaitsToTheEnd() {
    deliveries.sent(FIRST, 10_000);
    assertThat(deliveries.bySecond(Map.of(), 10_000, 3).getLast())
        .isEqualTo(new Deliveries.Waiting(1, 3.0));
    assertThat(deliveries.areCompleted(Map.of())).isFalse();
  }

  @Test
  void countsWhatWasSentInEachSecond() {
    deliveries.sent(FIRST, 10_999);
    deliveries.sent(SECOND, 11_000);
    assertThat(deliveries.sentBySecond(10_000, 3)).containsExactly(1, 1, 0);
  }
}
