/** Graceful shutdown without a failed request. */
@NullMarked
package dev.ecommercestack.platform.shutdown;

import org.jspecify.annotations.NullMarked;
