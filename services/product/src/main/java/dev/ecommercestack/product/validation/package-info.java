/** Constraints of values that clients send. */
@NullMarked
package dev.ecommercestack.product.validation;

import org.jspecify.annotations.NullMarked;
