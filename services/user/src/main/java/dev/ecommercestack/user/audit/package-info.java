/** Counts that an auditor compares. */
@NullMarked
package dev.ecommercestack.user.audit;

import org.jspecify.annotations.NullMarked;
