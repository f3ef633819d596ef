/** Lists of products that the worker brings. */
@NullMarked
package dev.ecommercestack.product.imports;

import org.jspecify.annotations.NullMarked;
