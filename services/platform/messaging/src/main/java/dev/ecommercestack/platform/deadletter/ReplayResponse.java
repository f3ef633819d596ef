package dev.ecommercestack.platform.deadletter;

/**
 * The result of a replay.
 *
 * @param queue the name of the queue that the service reads
 * @param replayed the number of messages that are in the queue again
 * @param remaining the number of messages in the dead-letter queue, those that failed again
 *     included
 */
record ReplayResponse(String queue, int replayed, long remaining) {}
