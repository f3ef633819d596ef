package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A speed that was measured long ago is doubted, and the doubt ends when it was tried. */
class DoubtTest {
  private static final Policy HASTY = Policy.of(1, 50, Duration.ofSeconds(5), 100);

  /** Runs until fewer pods than 6 are tried, which 50/s need at the 10/s that were measured. */
  private static Looks doubting() {
    Looks looks = Looks.with(6).policy(HASTY);
    looks.history = Learned.rabbitmq(50, 10, 6).peak(6).history();
    while (looks.desired == 6) {
      looks.later(5).allReady().see(Looks.rabbitmq(0, 0, 1, published(looks, 50)));
    }
    assertThat(looks.desired).isEqualTo(5);
    assertThat(looks.last.reason()).contains("if pods are faster by now");
    return looks;
  }

  private static long published(Looks looks, int rate) {
    return Duration.between(Looks.START, looks.now).toSeconds() * rate;
  }

  private static ServiceRate speed(Looks looks) {
    return looks.history.sources().getFirst().service();
  }

  @Test
  void fewerPodsThatWereTooFewSettleItThoughTheyWereNeverSeenBusy() {
    Looks looks = doubting();
    ServiceRate before = speed(looks);
    looks.later(5).allReady().see(Looks.rabbitmq(0, 0, 1, published(looks, 50)));
    looks.later(5).see(Looks.rabbitmq(150, 0, 1, published(looks, 50)));
    assertThat(looks.desired).isGreaterThan(5);
    assertThat(speed(looks).perReplica()).isEqualTo(before.perReplica());
    assertThat(speed(looks).learnedAt()).isEqualTo(looks.now);
    assertThat(speed(looks).patience()).isEqualTo(before.patience().multipliedBy(2));
  }

  @Test
  void notIfTheRateRoseAndEvenFasterPodsWouldHaveBeenTooFew() {
    Looks sudden = doubting();
    ServiceRate before = speed(sudden);
    sudden.later(5).allReady().see(Looks.rabbitmq(0, 0, 1, published(sudden, 50)));
    sudden.later(5).see(Looks.rabbitmq(1500, 0, 1, published(sudden, 50) + 1500));
    assertThat(sudden.desired).isGreaterThan(5);
    assertThat(speed(sudden).learnedAt()).isEqualTo(before.learnedAt());

    Looks twoLooks = doubting();
    twoLooks.later(5).allReady().see(Looks.rabbitmq(0, 0, 1, published(twoLooks, 50)));
    long published = published(twoLooks, 50);
    twoLooks.later(5).see(Looks.rabbitmq(0, 250, 1, published + 500));
    assertThat(twoLooks.desired).isEqualTo(5);
    twoLooks.later(5).see(Looks.rabbitmq(0, 500, 1, published + 1000));
    assertThat(twoLooks.desired).isGreaterThan(5);
    assertThat(speed(twoLooks).learnedAt()).isEqualTo(before.learnedAt());
  }

  @Test
  void withADrainTimeOfSecondsItIsTriedSeldomer() {
    assertThat(tried(2 * 3600)).isEqualTo(1);
    assertThat(tried(24 * 3600)).isLessThanOrEqualTo(5);
  }

  /**
   * Times that pods are tried as faster ones, with a steady load of RabbitMQ of which 4 are due.
   */
  private static int tried(int seconds) {
    Random random = new Random(1);
    Looks looks = Looks.with(4).policy(Policy.of(1, 12, Duration.ofSeconds(5), 100));
    looks.history = Learned.rabbitmq(150, 50, 4).peak(4).history();
    long published = 0;
    double waiting = 0;
    int more = 0;
    int tried = 0;
    for (int second = 1; second <= seconds; second++) {
      long arrived = Math.max(0, Math.round(150 + Math.sqrt(150) * random.nextGaussian()));
      published += arrived;
      waiting = Math.max(0, waiting + arrived - 50.0 * looks.ready);
      more = looks.desired > looks.ready ? more + 1 : 0;
      if (looks.desired < looks.ready || more >= 20) {
        looks.allReady();
      }
      if (second % 5 == 0) {
        looks.now = Looks.START.plusSeconds(second);
        long held = Math.min((long) waiting, 10L * looks.ready);
        looks.see(Looks.rabbitmq((long) waiting - held, held, 10, published));
        boolean doubted = looks.last.reason().contains("if pods are faster by now");
        tried += looks.last.action() && looks.desired < 4 && doubted ? 1 : 0;
      }
    }
    return tried;
  }
}
