/** Requests that may be sent again without taking effect twice. */
@NullMarked
package dev.ecommercestack.platform.idempotency;

import org.jspecify.annotations.NullMarked;
