package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final List<String> QUEUES = List.of("a", "b");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T12:00:00Z"));
  private final CircuitBreaker breaker = new CircuitBreaker(clock);
  private int calls;

  @Test
  void leavesBrokerAloneForFifteenSecondsAfterThreeFailures() {
    for (int i = 0; i < 5; i++) {
      assertThat(fail("down")).isEqualTo(unknown("down"));
    }
    assertThat(calls).isEqualTo(3);
    clock.advance(Duration.ofMillis(14_999));
    fail("down");
    assertThat(calls).isEqualTo(3);
    clock.advance(Duration.ofMillis(1));
    fail("down");
    assertThat(calls).isEqualTo(4);
  }

  @Test
  void doublesPauseUpToOneMinute() {
    fail("down");
    fail("down");
    for (int seconds : new int[] {15, 30, 60, 60, 60}) {
      int before = calls;
      fail("down");
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      fail("down");
      assertThat(calls).isEqualTo(before + 1);
      clock.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void namesReasonOfLastFailureWhileBrokerIsLeftAlone() {
    fail("no answer");
    fail("no answer");
    fail("login refused");
    assertThat(fail("not called")).isEqualTo(unknown("login refused"));
  }

  @Test
  void countsAnewAfterSuccess() {
    fail("down");
    fail("down");
    succeed();
    fail("down");
    fail("down");
    succeed();
    assertThat(calls).isEqualTo(6);
  }

  @Test
  void readsAgainWhenClockWasSetBack() {
    fail("down");
    fail("down");
    fail("down");
    clock.advance(Duration.ofHours(-1));
    succeed();
    assertThat(calls).isEqualTo(4);
  }

  @Test
  void reportsUnusableAnswerAsUnknown() {
    assertThat(
            breaker.read(
                QUEUES,
                () -> {
                  throw new IllegalArgumentException("ready -1");
                }))
        .isEqualTo(unknown("what the broker answered cannot be used: ready -1"));
  }

  @Test
  void keepsInterruptOfThread() {
    Map<String, Measurement<Backlog>> backlogs =
        breaker.read(
            QUEUES,
            () -> {
              throw new InterruptedException();
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(backlogs).isEqualTo(unknown("the operator stops"));
  }

  private Map<String, Measurement<Backlog>> fail(String reason) {
    return breaker.read(
        QUEUES,
        () -> {
          calls++;
          throw new BrokerException(reason);
        });
  }

  private void succeed() {
    breaker.read(
        QUEUES,
        () -> {
          calls++;
          return Map.of();
        });
  }

  private static Map<String, Measurement<Backlog>> unknown(String reason) {
    return Map.of("a", Measurement.unknown(reason), "b", Measurement.unknown(reason));
  }
}
