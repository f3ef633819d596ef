/**
 * Imports of lists of products: administrators upload them, the worker reads them and sends their
 * rows. An import, its job and its rows have the same id.
 */
@NullMarked
package dev.ecommercestack.product.imports;

import org.jspecify.annotations.NullMarked;
