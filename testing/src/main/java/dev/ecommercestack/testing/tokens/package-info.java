/** Tokens as the user service issues them. */
@NullMarked
package dev.ecommercestack.testing.tokens;

import org.jspecify.annotations.NullMarked;
