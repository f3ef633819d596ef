/** Counts with which an auditor checks the consistency of the service's data. */
@NullMarked
package dev.ecommercestack.user.audit;

import org.jspecify.annotations.NullMarked;
