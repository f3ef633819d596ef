/** Leaving without failing a request. */
@NullMarked
package dev.ecommercestack.common.shutdown;

import org.jspecify.annotations.NullMarked;
