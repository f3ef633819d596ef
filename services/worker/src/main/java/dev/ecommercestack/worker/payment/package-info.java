/** Payments through a payment provider. */
@NullMarked
package dev.ecommercestack.worker.payment;

import org.jspecify.annotations.NullMarked;
