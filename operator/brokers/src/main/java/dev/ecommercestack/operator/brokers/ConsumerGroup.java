package dev.ecommercestack.operator.brokers;

/**
 * A consumer group of Kafka and the topic whose lag is read.
 *
 * @param topic name of the topic, under which {@link BacklogReader#read} returns the backlog
 * @param group id of the consumer group
 */
public record ConsumerGroup(String topic, String group) {}
