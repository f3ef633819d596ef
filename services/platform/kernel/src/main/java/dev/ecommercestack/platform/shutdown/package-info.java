/** Leaving without failing a request. */
@NullMarked
package dev.ecommercestack.platform.shutdown;

import org.jspecify.annotations.NullMarked;
