/** Counts and sums that an auditor compares. */
@NullMarked
package dev.ecommercestack.product.audit;

import org.jspecify.annotations.NullMarked;
