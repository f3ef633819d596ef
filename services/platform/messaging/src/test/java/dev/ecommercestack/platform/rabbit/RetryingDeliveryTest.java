package dev.ecommercestack.platform.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;

class RetryingDeliveryTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

  private static final Duration LONGEST = Duration.ofMinutes(27);

  private static Duration patienceAfter(Duration work) {
    return Duration.between(BEGIN, RetryingDelivery.deadline(BEGIN, BEGIN.plus(work), LONGEST));
  }

  @Test
  void aJobThatRanLongBeforeItsFirstFailureHasPatienceLeft() {
    assertThat(patienceAfter(Duration.ofMinutes(12))).isEqualTo(Duration.ofMinutes(22));
  }

  @Test
  void aMessageIsHandedBackBeforeTheBrokerTakesIt() {
    assertThat(patienceAfter(Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
    assertThat(patienceAfter(Duration.ofMinutes(23))).isLessThan(Duration.ofMinutes(25));
    assertThat(patienceAfter(Duration.ofHours(1))).isLessThan(Duration.ofMinutes(25));
  }

  @Test
  void requeuesMessageOfStoppedListenerIfItsCopyIsNotConfirmed() {
    RetryingDelivery stopped =
        new RetryingDelivery(
            () -> false,
            LONGEST,
            copy -> {
              throw new AmqpException("not confirmed, says the test");
            });
    assertThatThrownBy(() -> stopped.invoke(new Delivery()))
        .isInstanceOf(ImmediateRequeueAmqpException.class);
  }

  @Test
  void returnsMessageOnceIfItsListenerStopsBetweenTwoAttempts() throws Throwable {
    List<Message> copies = new ArrayList<>();
    AtomicBoolean active = new AtomicBoolean(true);
    Delivery delivery =
        new Delivery() {
          @Override
          public Object proceed() {
            active.set(false);
            throw new IllegalStateException("failed, says the test");
          }
        };
    assertThat(new RetryingDelivery(active::get, LONGEST, copies::add).invoke(delivery)).isNull();
    assertThat(copies).containsExactly(delivery.message);
  }

  /** The invocation that Spring advises: its arguments are the channel and the message. */
  private static class Delivery implements MethodInvocation {
    final Message message = new Message(new byte[0]);

    @Override
    public @Nullable Object[] getArguments() {
      return new @Nullable Object[] {null, message};
    }

    @Override
    public @Nullable Object proceed() {
      throw new IllegalStateException("the listener is called");
    }

    @Override
    public Object getThis() {
      return this;
    }

    @Override
    public AccessibleObject getStaticPart() {
      return getMethod();
    }

    @Override
    public Method getMethod() {
      throw new UnsupportedOperationException();
    }
  }
}
