/** The claim topic in Kafka. Each of its partitions is a queue in which claims wait. */
@NullMarked
package dev.ecommercestack.event.queue;

import org.jspecify.annotations.NullMarked;
