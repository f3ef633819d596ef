/** Leaving without failing a request. */
@NullMarked
package dev.ecommercestack.gateway.shutdown;

import org.jspecify.annotations.NullMarked;
