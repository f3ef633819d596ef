/** The queue in which claims wait: a partition of a Kafka topic. */
@NullMarked
package dev.ecommercestack.event.queue;

import org.jspecify.annotations.NullMarked;
