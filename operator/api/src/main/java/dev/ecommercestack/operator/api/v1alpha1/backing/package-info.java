/** Kafka, RabbitMQ, Redis and PostgreSQL, run by the operator or brought by the user. */
@NullMarked
package dev.ecommercestack.operator.api.v1alpha1.backing;

import org.jspecify.annotations.NullMarked;
