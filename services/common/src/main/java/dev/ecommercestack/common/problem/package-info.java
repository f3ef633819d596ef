/** Errors as RFC 9457 problem documents with a stable code. */
@NullMarked
package dev.ecommercestack.common.problem;

import org.jspecify.annotations.NullMarked;
