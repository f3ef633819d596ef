/** Forgetting what need not be known any more. */
@NullMarked
package dev.ecommercestack.platform.retention;

import org.jspecify.annotations.NullMarked;
