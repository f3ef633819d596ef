/** Virtual host, users, permissions, exchanges, queues and policies of RabbitMQ. */
@NullMarked
package dev.ecommercestack.declare.rabbitmq;

import org.jspecify.annotations.NullMarked;
