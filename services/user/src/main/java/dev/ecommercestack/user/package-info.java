/** The user service: accounts, sessions and the tokens that the rest of the stack trusts. */
@NullMarked
package dev.ecommercestack.user;

import org.jspecify.annotations.NullMarked;
