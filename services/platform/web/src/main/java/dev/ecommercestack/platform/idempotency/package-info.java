/** Idempotency keys: a request that is sent again takes effect once. */
@NullMarked
package dev.ecommercestack.platform.idempotency;

import org.jspecify.annotations.NullMarked;
