/** Defaults of Kafka clients. */
@NullMarked
package dev.ecommercestack.platform.kafka;

import org.jspecify.annotations.NullMarked;
