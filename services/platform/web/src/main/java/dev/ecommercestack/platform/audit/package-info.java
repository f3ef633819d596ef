/** Counts and sums that an auditor compares across services. */
@NullMarked
package dev.ecommercestack.platform.audit;

import org.jspecify.annotations.NullMarked;
