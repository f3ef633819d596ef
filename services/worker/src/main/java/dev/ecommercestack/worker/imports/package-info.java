/** Imports of lists of products. */
@NullMarked
package dev.ecommercestack.worker.imports;

import org.jspecify.annotations.NullMarked;
