package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceRateTest {
  private static final Instant AT = Looks.START;

  @Test
  void isBelievedAfterTenBusySecondsAndThreeMessages() {
    ServiceRate short1 = ServiceRate.UNKNOWN.learn(500, 2, 5, AT);
    assertThat(short1.known()).isFalse();
    ServiceRate enough = short1.learn(500, 2, 5, AT.plusSeconds(5));
    assertThat(enough.known()).isTrue();
    assertThat(enough.perPod()).isCloseTo(50, within(1e-9));
    assertThat(ServiceRate.UNKNOWN.learn(2, 1, 60, AT).known()).isFalse();
    assertThat(ServiceRate.UNKNOWN.learn(3, 1, 60, AT).perPod()).isEqualTo(0.05);
  }

  @Test
  void commitsInBurstsDoNotChangeIt() {
    ServiceRate rate = ServiceRate.UNKNOWN;
    for (int i = 0; i < 100; i++) {
      rate = rate.learn(i % 2 == 0 ? 0 : 1000, 2, 5, AT.plusSeconds(5 * i));
    }
    assertThat(rate.perPod()).isCloseTo(50, within(2.5));
  }

  @Test
  void followsAChangeWithinMinutes() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    for (int i = 0; i < 36; i++) {
      rate = rate.learn(100, 2, 5, AT.plusSeconds(60 + 5 * i));
    }
    assertThat(rate.perPod()).isCloseTo(10, within(2.5));
  }

  @Test
  void isDoubtedWhenItWasNotMeasuredForLong() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(1200, 2, 60, AT);
    assertThat(rate.doubt(AT.plusSeconds(3600))).isEqualTo(1);
    assertThat(rate.doubt(AT.plusSeconds(7200))).isCloseTo(2, within(1e-9));
    assertThat(rate.doubt(AT.plusSeconds(720_000))).isCloseTo(8, within(1e-9));
  }

  @Test
  void ofSlowJobsTheLastOnesAreRememberedHoweverLongTheyTook() {
    ServiceRate rate = ServiceRate.UNKNOWN;
    for (int i = 1; i <= 600; i++) {
      rate = rate.learn(i % 12 == 0 ? 1 : 0, 1, 5, AT.plusSeconds(5L * i));
      assertThat(rate.known()).as("after %s s", 5 * i).isEqualTo(i >= 48);
    }
    assertThat(rate.perPod()).isCloseTo(1 / 60.0, within(0.003));
  }

  @Test
  void podsThatAreMuchSlowerThanBeforeAreBelievedWithinHalfAMinute() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    for (int i = 1; i <= 6; i++) {
      rate = rate.learn(100, 2, 5, AT.plusSeconds(5L * i));
    }
    assertThat(rate.perPod()).isLessThan(25);
  }

  @Test
  void whatPodsDidBeforeIsForgottenWhenTheyWereMuchSlowerForTenSeconds() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    ServiceRate twice = rate.learn(250, 2, 5, AT).learn(50, 2, 5, AT);
    assertThat(twice.perPod()).isGreaterThan(20);
    ServiceRate thrice = twice.learn(50, 2, 5, AT);
    assertThat(thrice.perPod()).as("without the look of the change").isEqualTo(5);
    assertThat(thrice.learn(50, 2, 5, AT).perPod()).isEqualTo(5);
    ServiceRate noise = twice.learn(500, 2, 5, AT);
    assertThat(noise.learn(50, 2, 5, AT).learn(50, 2, 5, AT).perPod())
        .as("not in a row")
        .isGreaterThan(10);
  }
}
