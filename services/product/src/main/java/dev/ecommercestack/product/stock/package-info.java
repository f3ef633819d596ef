/** What is there, and why. */
@NullMarked
package dev.ecommercestack.product.stock;

import org.jspecify.annotations.NullMarked;
