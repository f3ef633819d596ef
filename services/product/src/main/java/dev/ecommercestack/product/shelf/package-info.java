/** Products as people look for them: read, listed, searched, cached. */
@NullMarked
package dev.ecommercestack.product.shelf;

import org.jspecify.annotations.NullMarked;
