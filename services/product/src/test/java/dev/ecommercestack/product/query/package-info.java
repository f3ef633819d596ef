@NullMarked
package dev.ecommercestack.product.query;

import org.jspecify.annotations.NullMarked;
