package dev.ecommercestack.event.queue;

/**
 * A partition of the claim topic: the queue in which the claims of one or more campaigns wait.
 *
 * @param topicId Kafka's id of the topic; a topic that was deleted and recreated has another id
 * @param number the number of the partition within the topic, from 0
 */
public record ClaimPartition(String topicId, int number) {}
