/**
 * The plans of the backing services (PostgreSQL, Kafka, RabbitMQ, Redis) and of the Job that
 * declares topics, queues, users and databases in them.
 */
@NullMarked
package dev.ecommercestack.operator.manager.plan.backing;

import org.jspecify.annotations.NullMarked;
