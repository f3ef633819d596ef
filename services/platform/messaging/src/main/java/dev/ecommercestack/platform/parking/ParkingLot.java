package dev.ecommercestack.platform.parking;

/**
 * Where a queue's messages end that nobody could handle. Names are as {@code
 * contracts/topology.yaml} has them, which is checked there.
 *
 * @param queue {@code <exchange>.<routing key>}
 */
record ParkingLot(String queue) {
  private static final char SEPARATOR = '.';

  /** Returns the queue that keeps the messages. */
  String name() {
    return "parking." + queue;
  }

  /** Returns the exchange that leads to the queue. */
  String exchange() {
    return queue.substring(0, queue.indexOf(SEPARATOR));
  }

  /** Returns the routing key that leads to the queue. */
  String routingKey() {
    return queue.substring(queue.indexOf(SEPARATOR) + 1);
  }
}
