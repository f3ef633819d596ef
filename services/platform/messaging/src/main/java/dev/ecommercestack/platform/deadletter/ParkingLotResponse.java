package dev.ecommercestack.platform.deadletter;

/**
 * A dead-letter queue.
 *
 * @param queue the name of the queue that the service reads
 * @param parkingLot the name of its dead-letter queue
 * @param messages the number of messages in the dead-letter queue
 */
record ParkingLotResponse(String queue, String parkingLot, long messages) {}
