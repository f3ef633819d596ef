/** Paging by an opaque cursor. */
@NullMarked
package dev.ecommercestack.platform.paging;

import org.jspecify.annotations.NullMarked;
