/** Tests of what needs no server. */
@NullMarked
package dev.ecommercestack.declare.kafka;

import org.jspecify.annotations.NullMarked;
