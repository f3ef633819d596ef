/** Registering, changing and withdrawing products, and their public paths. */
@NullMarked
package dev.ecommercestack.product.catalog;

import org.jspecify.annotations.NullMarked;
