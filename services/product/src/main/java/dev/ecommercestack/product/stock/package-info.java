/** The stock of products and its ledger. */
@NullMarked
package dev.ecommercestack.product.stock;

import org.jspecify.annotations.NullMarked;
