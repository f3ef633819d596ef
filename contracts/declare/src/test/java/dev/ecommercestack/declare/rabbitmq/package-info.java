/** Tests of what needs no server. */
@NullMarked
package dev.ecommercestack.declare.rabbitmq;

import org.jspecify.annotations.NullMarked;
