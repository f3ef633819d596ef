package dev.ecommercestack.platform.deadletter;

/**
 * The dead-letter queue of a queue; the API calls it parking lot. Names follow {@code
 * contracts/topology.yaml}, where a test checks them.
 *
 * @param queue the name of the queue that the service reads: {@code <exchange>.<routing key>}
 */
record DeadLetterQueue(String queue) {
  private static final char SEPARATOR = '.';

  /** Returns the name of the dead-letter queue. */
  String name() {
    return "parking." + queue;
  }

  /** Returns the exchange that the queue is bound to. */
  String exchange() {
    return queue.substring(0, queue.indexOf(SEPARATOR));
  }

  /** Returns the routing key with which the queue is bound. */
  String routingKey() {
    return queue.substring(queue.indexOf(SEPARATOR) + 1);
  }
}
