package dev.ecommercestack.event.queue;

/**
 * A queue.
 *
 * @param topicId Kafka's id of the topic: a recreated topic is another one
 * @param partition of that topic
 */
public record Place(String topicId, int partition) {}
