/** What Kafka and RabbitMQ clients share. */
@NullMarked
package dev.ecommercestack.common.messaging;

import org.jspecify.annotations.NullMarked;
