package dev.ecommercestack.order.saga;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the loop of the saga runner when a saga may be due. */
@Component
class SagaWakeUp {
  private volatile Runnable wakeLoop = () -> {};

  /**
   * Sets how the loop is woken.
   *
   * @param wake wakes the loop
   */
  void onWakeUp(Runnable wake) {
    wakeLoop = wake;
  }

  /** Wakes the loop when the current transaction is committed. */
  void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeLoop.run();
          }
        });
  }
}
