@NullMarked
package dev.ecommercestack.product.cache;

import org.jspecify.annotations.NullMarked;
