/** Errors as RFC 9457 problem documents with a stable code. */
@NullMarked
package dev.ecommercestack.platform.problem;

import org.jspecify.annotations.NullMarked;
