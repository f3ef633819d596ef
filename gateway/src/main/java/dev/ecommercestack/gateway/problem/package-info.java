/** Refusals and failures, as RFC 9457 documents. */
@NullMarked
package dev.ecommercestack.gateway.problem;

import org.jspecify.annotations.NullMarked;
