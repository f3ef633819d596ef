package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceRateTest {
  private static final Instant AT = Looks.START;

  @Test
  void isBelievedAfterTenBusySecondsAndThreeMessages() {
    ServiceRate short1 = ServiceRate.UNKNOWN.learn(500, 2, 5, AT);
    assertThat(short1.known()).isFalse();
    assertThat(short1.aboutToBeKnown(AT)).isTrue();
    assertThat(short1.aboutToBeKnown(AT.plusSeconds(5))).as("not busy any more").isFalse();
    ServiceRate enough = short1.learn(500, 2, 5, AT.plusSeconds(5));
    assertThat(enough.known()).isTrue();
    assertThat(enough.aboutToBeKnown(AT.plusSeconds(5))).isFalse();
    assertThat(enough.perReplica()).isCloseTo(50, within(1e-9));
    assertThat(ServiceRate.UNKNOWN.learn(2, 1, 60, AT).known()).isFalse();
    assertThat(ServiceRate.UNKNOWN.learn(3, 1, 60, AT).perReplica()).isEqualTo(0.05);
  }

  @Test
  void commitsInBurstsDoNotChangeIt() {
    ServiceRate rate = ServiceRate.UNKNOWN;
    for (int i = 0; i < 100; i++) {
      rate = rate.learn(i % 2 == 0 ? 0 : 1000, 2, 5, AT.plusSeconds(5 * i));
    }
    assertThat(rate.perReplica()).isCloseTo(50, within(2.5));
  }

  @Test
  void followsAChangeWithinMinutes() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    for (int i = 0; i < 36; i++) {
      rate = rate.learn(100, 2, 5, AT.plusSeconds(60 + 5 * i));
    }
    assertThat(rate.perReplica()).isCloseTo(10, within(2.5));
  }

  @Test
  void isRaisedByWhatPodsWereSeenToHandle() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(1200, 2, 60, AT);
    assertThat(rate.atLeast(8).perReplica()).isEqualTo(10);
    assertThat(rate.atLeast(15).perReplica()).isEqualTo(15);
    assertThat(ServiceRate.UNKNOWN.atLeast(15).known()).isFalse();
  }

  @Test
  void isDoubtedWhenItWasNotMeasuredForLong() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(1200, 2, 60, AT);
    assertThat(rate.perReplicaAtBest(AT.plusSeconds(3600))).isEqualTo(10);
    assertThat(rate.perReplicaAtBest(AT.plusSeconds(7200))).isCloseTo(20, within(1e-9));
    assertThat(rate.perReplicaAtBest(AT.plusSeconds(720_000))).isCloseTo(80, within(1e-9));
  }

  @Test
  void aDoubtThatWasWrongIsRaisedLaterTheNextTime() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(1200, 2, 60, AT);
    Instant later = AT.plus(Duration.ofMinutes(90));
    assertThat(rate.learn(100, 2, 5, AT.plusSeconds(100)).patience())
        .isEqualTo(Duration.ofHours(1));
    assertThat(rate.learn(100, 2, 5, later).patience()).isEqualTo(Duration.ofHours(2));
    assertThat(rate.learn(300, 2, 5, later).patience()).isEqualTo(Duration.ofHours(1));
    ServiceRate often = rate;
    for (int i = 1; i < 9; i++) {
      often = often.learn(100, 2, 5, AT.plus(Duration.ofDays(i)));
    }
    assertThat(often.patience()).isEqualTo(Duration.ofHours(16));
  }

  @Test
  void messagesThatTakeAMinuteAreKnownAndStayKnown() {
    ServiceRate rate = ServiceRate.UNKNOWN;
    for (int minute = 1; minute <= 60; minute++) {
      rate = rate.learn(1, 1, 60, Looks.START.plusSeconds(60L * minute));
      assertThat(rate.known()).as("after %s messages", minute).isEqualTo(minute >= 3);
      assertThat(rate.perReplica()).isCloseTo(1.0 / 60, within(1e-9));
    }
  }

  @Test
  void measuredAnewItIsBelievedForAsLongAsBefore() {
    Duration patience = Duration.ofHours(4);
    ServiceRate old = new ServiceRate(600, 60, 60, Looks.START, patience);
    ServiceRate anew = old.relearn(200, 1, 20, Looks.START.plusSeconds(60));
    assertThat(anew.perReplica()).isCloseTo(10, within(1e-9));
    assertThat(anew.patience()).isEqualTo(patience);
    assertThat(old.relearn(200, 1, 20, Looks.START.plus(patience).plusSeconds(1)).patience())
        .as("confirmed")
        .isEqualTo(Duration.ofHours(8));
  }

  @Test
  void ofSlowJobsTheLastTenAreRememberedHoweverLongTheyTook() {
    ServiceRate rate = ServiceRate.UNKNOWN;
    for (int i = 1; i <= 600; i++) {
      rate = rate.learn(i % 12 == 0 ? 1 : 0, 1, 5, AT.plusSeconds(5L * i));
      assertThat(rate.known()).as("after %s s", 5 * i).isEqualTo(i >= 36);
    }
    assertThat(rate.perReplica()).isCloseTo(1 / 60.0, within(0.003));
  }

  @Test
  void podsThatAreMuchSlowerThanBeforeAreBelievedWithinHalfAMinute() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    for (int i = 1; i <= 6; i++) {
      rate = rate.learn(100, 2, 5, AT.plusSeconds(5L * i));
    }
    assertThat(rate.perReplica()).isLessThan(25);
  }

  @Test
  void aRateThatWasLearnedAnewAndIsTheSameIsDoubtedLaterTheNextTime() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(1200, 2, 60, AT);
    Instant later = AT.plus(Duration.ofMinutes(90));
    assertThat(rate.relearn(400, 2, 20, later).patience()).isEqualTo(Duration.ofHours(2));
    assertThat(rate.relearn(800, 2, 20, later).patience()).isEqualTo(Duration.ofHours(1));
    assertThat(rate.relearn(800, 2, 20, later).perReplica()).isEqualTo(20);
  }

  @Test
  void whatPodsDidBeforeIsForgottenWhenTheyWereMuchSlowerForTenSeconds() {
    ServiceRate rate = ServiceRate.UNKNOWN.learn(6000, 2, 60, AT);
    ServiceRate twice = rate.learn(250, 2, 5, AT).learn(50, 2, 5, AT);
    assertThat(twice.perReplica()).isGreaterThan(20);
    ServiceRate thrice = twice.learn(50, 2, 5, AT);
    assertThat(thrice.perReplica()).as("without the look of the change").isEqualTo(5);
    assertThat(thrice.learn(50, 2, 5, AT).perReplica()).isEqualTo(5);
    ServiceRate noise = twice.learn(500, 2, 5, AT);
    assertThat(noise.learn(50, 2, 5, AT).learn(50, 2, 5, AT).perReplica())
        .as("not in a row")
        .isGreaterThan(10);
  }
}
