package dev.ecommercestack.platform.parking;

/**
 * A second chance.
 *
 * @param replayed how many messages are in the queue again
 * @param remaining how many are still in the parking lot, or there again
 */
record ReplayResponse(String queue, int replayed, long remaining) {}
