/** Counts that an auditor compares. */
@NullMarked
package dev.ecommercestack.worker.audit;

import org.jspecify.annotations.NullMarked;
