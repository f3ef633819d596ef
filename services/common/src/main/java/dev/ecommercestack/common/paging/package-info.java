/** Paging by an opaque cursor. */
@NullMarked
package dev.ecommercestack.common.paging;

import org.jspecify.annotations.NullMarked;
