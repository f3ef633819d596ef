/** Rules for values that people send. */
@NullMarked
package dev.ecommercestack.product.validation;

import org.jspecify.annotations.NullMarked;
