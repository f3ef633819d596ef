/** Tests of the readers, most of them with real brokers. */
@NullMarked
package dev.ecommercestack.operator.brokers;

import org.jspecify.annotations.NullMarked;
