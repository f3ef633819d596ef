/** What Kafka and RabbitMQ clients share. */
@NullMarked
package dev.ecommercestack.platform.messaging;

import org.jspecify.annotations.NullMarked;
