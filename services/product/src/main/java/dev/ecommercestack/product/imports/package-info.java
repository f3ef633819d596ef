/**
 * Lists of products: administrators upload them, the worker reads them and brings their rows. An
 * import, its job and its rows are known by one identifier.
 */
@NullMarked
package dev.ecommercestack.product.imports;

import org.jspecify.annotations.NullMarked;
