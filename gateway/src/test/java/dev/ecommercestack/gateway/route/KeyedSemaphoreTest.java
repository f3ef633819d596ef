package dev.ecommercestack.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedSemaphoreTest {
  @Test
  void limitsPermitsOfEachKeyUntilOneIsReleased() {
    KeyedSemaphore semaphore = new KeyedSemaphore(2);
    assertThat(semaphore.tryAcquire("a")).isTrue();
    assertThat(semaphore.tryAcquire("a")).isTrue();
    assertThat(semaphore.tryAcquire("a")).isFalse();
    assertThat(semaphore.tryAcquire("b")).isTrue();

    semaphore.release("a");
    assertThat(semaphore.tryAcquire("a")).isTrue();
    assertThat(semaphore.tryAcquire("a")).isFalse();
  }
}
