/** Counts and sums that an auditor compares. */
@NullMarked
package dev.ecommercestack.order.audit;

import org.jspecify.annotations.NullMarked;
