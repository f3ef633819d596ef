/** Messages that take effect once. */
@NullMarked
package dev.ecommercestack.common.inbox;

import org.jspecify.annotations.NullMarked;
