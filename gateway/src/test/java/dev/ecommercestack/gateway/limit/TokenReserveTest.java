package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TokenReserveTest {
  @Test
  void spendsInAdvanceAsManyTokensAsAllowed() {
    TokenReserve reserve = new TokenReserve(10, 3);
    assertThat(reserve.startRefill()).isTrue();
    assertThat(reserve.startRefill()).as("one refill at a time").isFalse();
    for (int i = 0; i < 3; i++) {
      assertThat(reserve.take()).isTrue();
    }
    assertThat(reserve.take()).isFalse();
    assertThat(reserve.missing()).isEqualTo(13);
  }

  @Test
  void spendsNothingInAdvanceOfASmallBucket() {
    TokenReserve reserve = new TokenReserve(0, 0);
    assertThat(reserve.take()).isFalse();
    assertThat(reserve.missing()).isZero();
  }

  @Test
  void isRefilledAgainAfterTheBucketWasEmpty() {
    TokenReserve reserve = new TokenReserve(10, 10);
    assertThat(reserve.startRefill()).isTrue();
    reserve.emptyUntil(5000);
    assertThat(reserve.emptyFor(4000)).isEqualTo(1000);
    assertThat(reserve.emptyFor(6000)).isZero();
    assertThat(reserve.startRefill()).isTrue();
  }

  /** A bucket without refill, as one gateway spends it, in any order of requests and refills. */
  @RepeatedTest(200)
  void spendsAtMostTheBucketAndTheAdvance(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int advance = 1 + random.nextInt(10);
    TokenReserve reserve = new TokenReserve(1 + random.nextInt(20), advance);
    int burst = 100;
    int bucket = burst;
    int spent = 0;
    for (int i = 0; i < 1000; i++) {
      if (random.nextInt(3) > 0) {
        spent += reserve.take() ? 1 : 0;
      } else if (reserve.startRefill()) {
        int taken = Math.min(bucket, reserve.missing());
        bucket -= taken;
        reserve.refilled(taken);
      }
    }
    assertThat(spent).isBetween(burst, burst + advance);
  }
}
