/** Reads what waits in the queues of Kafka and RabbitMQ. */
@NullMarked
package dev.ecommercestack.operator.brokers;

import org.jspecify.annotations.NullMarked;
