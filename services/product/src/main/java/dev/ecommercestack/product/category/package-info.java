/** Categories. */
@NullMarked
package dev.ecommercestack.product.category;

import org.jspecify.annotations.NullMarked;
