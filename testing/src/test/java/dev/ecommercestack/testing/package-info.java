/** Checks what the other tests build on. */
@NullMarked
package dev.ecommercestack.testing;

import org.jspecify.annotations.NullMarked;
