/** Defaults of Kafka clients. */
@NullMarked
package dev.ecommercestack.common.kafka;

import org.jspecify.annotations.NullMarked;
