/** Forgetting what need not be known any more. */
@NullMarked
package dev.ecommercestack.common.retention;

import org.jspecify.annotations.NullMarked;
