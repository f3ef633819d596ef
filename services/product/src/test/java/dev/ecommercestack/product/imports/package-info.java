@NullMarked
package dev.ecommercestack.product.imports;

import org.jspecify.annotations.NullMarked;
