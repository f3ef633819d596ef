package dev.ecommercestack.platform.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EjectedInstancesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final EjectedInstances ejected = new EjectedInstances(now::get);

  private List<String> available(String... instances) {
    return ejected.available(List.of(instances), UnaryOperator.identity());
  }

  private void refuse(String instance) {
    ejected.unreachable(instance, new ConnectException("refused"));
  }

  private void timeOut(String instance) {
    ejected.timedOut(instance, new TimeoutException());
  }

  private void passSeconds(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void ejectsInstanceThatRefusesConnections() {
    refuse("b");
    assertThat(available("a", "b", "c")).containsExactly("a", "c");
    assertThat(ejected.count()).isEqualTo(1);
  }

  @Test
  void triesInstanceOnceAfterFiveSecondsAndThenAfterTwiceTheTime() {
    refuse("b");
    refuse("b");
    passSeconds(4);
    assertThat(available("a", "b")).containsExactly("a");
    passSeconds(1);
    assertThat(available("a", "b")).containsExactly("b");
    assertThat(available("a", "b")).containsExactly("a");
    refuse("b");
    passSeconds(9);
    assertThat(available("a", "b")).containsExactly("a");
    passSeconds(1);
    assertThat(available("a", "b")).containsExactly("b");
    for (int trial = 0; trial < 5; trial++) {
      passSeconds(40);
      assertThat(available("a", "b")).containsExactly("b");
    }
  }

  @Test
  void usesInstanceAgainAfterSuccessfulTrial() {
    refuse("b");
    ejected.answered("b");
    assertThat(available("a", "b")).as("an old answer").containsExactly("a");
    passSeconds(5);
    assertThat(available("a", "b")).containsExactly("b");
    ejected.answered("b");
    assertThat(available("a", "b")).containsExactly("a", "b");
    assertThat(ejected.count()).isZero();
  }

  @Test
  void ejectsInstanceAfterThreeTimeoutsInSuccession() {
    timeOut("b");
    timeOut("b");
    ejected.answered("b");
    timeOut("b");
    timeOut("b");
    assertThat(available("a", "b")).containsExactly("a", "b");
    timeOut("b");
    assertThat(available("a", "b")).containsExactly("a");
  }

  @Test
  void triesAllInsteadOfNone() {
    refuse("a");
    refuse("b");
    assertThat(available("a", "b")).containsExactly("a", "b");
    refuse("c");
    assertThat(available("c")).containsExactly("c");
  }
}
