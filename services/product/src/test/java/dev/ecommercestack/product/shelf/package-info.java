@NullMarked
package dev.ecommercestack.product.shelf;

import org.jspecify.annotations.NullMarked;
