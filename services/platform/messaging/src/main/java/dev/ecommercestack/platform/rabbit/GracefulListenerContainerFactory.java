package dev.ecommercestack.platform.rabbit;

import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/**
 * Creates listener containers that pass prefetched messages to their advice when the service shuts
 * down. {@link RetryingDelivery} returns them to their queue; Spring would reject them, which
 * counts against the delivery limit.
 */
public final class GracefulListenerContainerFactory extends SimpleRabbitListenerContainerFactory {
  @Override
  protected SimpleMessageListenerContainer createContainerInstance() {
    return new SimpleMessageListenerContainer() {
      @Override
      public void stop(Runnable callback) {
        // With a callback Spring does not wait for the consumers: isRunning() is false at once, and
        // a container that is not running rejects messages. Without one it is true until they end.
        Thread.startVirtualThread(
            () -> {
              try {
                stop();
              } finally {
                callback.run();
              }
            });
      }
    };
  }
}
