package dev.ecommercestack.order.saga;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the runner that there is something to do. */
@Component
class SagaSignal {
  private volatile Runnable listener = () -> {};

  /** Sets what is called when there is something to do. */
  void onSignal(Runnable wake) {
    listener = wake;
  }

  /** Wakes the runner when the current transaction is committed. */
  void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listener.run();
          }
        });
  }
}
