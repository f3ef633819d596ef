package dev.ecommercestack.order.saga;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the runner that there is something to do. */
@Component
class SagaSignal {
  private final Semaphore news = new Semaphore(0);

  /** Wakes the runner. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Wakes the runner when the current transaction is committed. */
  void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake();
          }
        });
  }

  /** Waits until there is news, at most for a while. */
  void await(Duration atMost) throws InterruptedException {
    if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }
}
