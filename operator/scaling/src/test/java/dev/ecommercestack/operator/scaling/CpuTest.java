package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTest {
  private static Looks looks(int pods, double share) {
    Looks looks =
        Looks.with(pods).policy(Policy.of(1, 20, Duration.ofSeconds(60), 100).withCpuTarget(0.7));
    looks.cpu = Measurement.known(share, looks.now);
    return looks;
  }

  @Test
  void theLargerNeedWins() {
    Looks looks = looks(4, 1.4);
    looks.see(Looks.kafka(0, 0, 0, 0));
    assertThat(looks.desired).isEqualTo(8);
    assertThat(looks.last.numbers().basis()).isEqualTo(Basis.CPU);
    assertThat(looks.last.reason()).contains("CPU use of the pods asks for more: from 4 to 8 pods");
    Looks lagging = looks(4, 0.9);
    lagging.see(Looks.rabbitmq(1500, 0, 1, 0));
    assertThat(lagging.desired).isEqualTo(15);
  }

  @Test
  void thePartitionCapBindsTheLagPartOnly() {
    Looks looks = looks(4, 1.4);
    looks.see(Looks.kafka(9000, 9000, 9000, 9000));
    assertThat(looks.desired).isEqualTo(8);
    assertThat(looks.last.numbers().cap()).hasValue(4);
  }

  @Test
  void aUseNearItsTargetIsLeftAlone() {
    for (double share : new double[] {0.64, 0.7, 0.76}) {
      Looks looks = looks(4, share);
      looks.see(Looks.kafka(0, 0, 0, 0));
      assertThat(looks.desired).isEqualTo(4);
    }
    assertThat(new CpuUse(4 * 0.78, Looks.START).needed(4, 0.7)).isEqualTo(5);
    assertThat(new CpuUse(4 * 0.35, Looks.START).needed(4, 0.7)).isEqualTo(2);
  }

  @Test
  void aPeakOfOneLookIsSmoothed() {
    CpuUse use = CpuUse.UNKNOWN;
    for (int i = 0; i < 20; i++) {
      use = use.after(0.5, 1, Looks.START.plusSeconds(5L * i));
    }
    CpuUse peak = use.after(1, 1, Looks.START.plusSeconds(100));
    assertThat(peak.pods()).isBetween(0.55, 0.6);
    assertThat(peak.after(1, 1, Looks.START.plusSeconds(100))).isEqualTo(peak);
  }

  @Test
  void whatAllPodsUseTogetherIsReachedOnceAndNotOvershot() {
    Looks looks = looks(2, 1.4);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    looks.see(idle.kafka());
    for (int second = 0; second < 600; second += 5) {
      looks.allReady().later(5);
      looks.cpu = Measurement.known(2.8 / looks.ready, looks.now);
      looks.see(idle.kafka());
    }
    assertThat(looks.desired).isEqualTo(4);
  }

  @Test
  void whatIsNoShareIsUnknownAndForgottenAgain() {
    for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      Looks looks = looks(6, 0.7);
      Looks.Stream idle = new Looks.Stream(12, 0, 0);
      looks.see(idle.kafka());
      for (int second = 0; second < 900; second += 5) {
        looks.later(5);
        looks.cpu = Measurement.known(none, looks.now);
        looks.see(idle.kafka());
      }
      assertThat(looks.desired).as("only the queue decides").isEqualTo(1);
      assertThat(looks.last.reason()).contains("CPU use is not known");
      assertThat(looks.last.cpuUnknown()).isPresent();
      looks.later(5);
      looks.cpu = Measurement.known(1.4, looks.now);
      looks.see(idle.kafka());
      assertThat(looks.desired).as("the next use after %s", none).isEqualTo(12);
    }
  }

  @Test
  void podsThatAreNeededForCpuStay() {
    Looks looks = looks(6, 0.7);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    looks.see(idle.kafka());
    for (int second = 0; second < 900; second += 5) {
      looks.later(5);
      looks.cpu = Measurement.known(0.7, looks.now);
      looks.see(idle.kafka());
    }
    assertThat(looks.desired).isEqualTo(6);
    for (int second = 0; second < 900; second += 5) {
      looks.later(5);
      looks.cpu = Measurement.known(0.1, looks.now);
      looks.see(idle.kafka());
    }
    assertThat(looks.desired).isEqualTo(1);
  }

  @Test
  void theUseOfStartingPodsSaysNothing() {
    Looks looks = looks(2, 0.7);
    looks.see(Looks.rabbitmq(800, 0, 1, 0));
    assertThat(looks.desired).isEqualTo(8);
    looks.later(5);
    looks.cpu = Measurement.known(5.0, looks.now);
    looks.see(Looks.rabbitmq(800, 0, 1, 200));
    looks.later(5);
    looks.cpu = Measurement.known(5.0, looks.now);
    looks.see(Looks.rabbitmq(800, 0, 1, 400));
    assertThat(looks.desired).isEqualTo(8);
  }

  /** Pods that use 80 % of a pod more in their first minute, as a virtual machine that warms up. */
  private static final class WarmingUp {
    final Looks looks = looks(15, 0.7);
    final List<Integer> readyAt = new ArrayList<>(Collections.nCopies(15, -1000));
    final Looks.Stream idle = new Looks.Stream(100, 0, 0);
    int second;
    int most;

    WarmingUp() {
      looks.policy(Policy.of(1, 100, Duration.ofSeconds(60), 100).withCpuTarget(0.7));
    }

    /** Runs with work for some pods. */
    WarmingUp run(double work, int seconds) {
      for (int end = second + seconds; second < end; second += 5) {
        double use = work;
        looks.ready = 0;
        for (int at : readyAt) {
          looks.ready += at <= second ? 1 : 0;
          use += at <= second && second < at + 60 ? 0.8 : 0;
        }
        looks.later(5);
        looks.cpu = Measurement.known(use / looks.ready, looks.now);
        looks.see(idle.kafka());
        while (readyAt.size() < looks.desired) {
          readyAt.add(second + 20);
        }
        while (readyAt.size() > looks.desired) {
          readyAt.removeLast();
        }
        most = Math.max(most, looks.desired);
      }
      return this;
    }
  }

  @Test
  void whatFreshPodsUseWhileTheyWarmUpAsksForNoMore() {
    WarmingUp pods = new WarmingUp().run(10, 600).run(20, 300);
    assertThat(pods.most).as("20 pods' work at 70 %%").isBetween(27, 31);
    assertThat(pods.looks.desired).isEqualTo(pods.most);
    assertThat(pods.run(20, 3600).looks.desired).isBetween(27, 31);
  }

  @Test
  void aNeedThatGrowsWhileTheyDoIsMetAfterwards() {
    WarmingUp pods = new WarmingUp().run(10, 600).run(16, 40).run(40, 180);
    assertThat(pods.looks.desired).as("40 pods' work at 70 %%").isBetween(52, 64);
  }

  @Test
  void podsThatWereReplacedOrRestartedAreFreshAsWell() {
    Looks replaced = looks(6, 0.7);
    Looks.Stream idle = new Looks.Stream(12, 0, 0);
    replaced.see(idle.kafka());
    for (int second = 0; second < 90; second += 5) {
      replaced.rollout = second < 30;
      replaced.later(5);
      replaced.cpu = Measurement.known(1.4, replaced.now);
      replaced.see(idle.kafka());
      assertThat(replaced.desired).as("after %s s", second).isEqualTo(6);
    }
    replaced.later(5);
    replaced.cpu = Measurement.known(1.4, replaced.now);
    replaced.see(idle.kafka());
    assertThat(replaced.desired).isGreaterThan(6);

    Looks restarted = looks(6, 0.7);
    restarted.ready = 4;
    restarted.see(idle.kafka());
    restarted.allReady().later(5);
    restarted.cpu = Measurement.known(1.4, restarted.now);
    restarted.see(idle.kafka());
    assertThat(restarted.desired).isEqualTo(6);
  }
}
