/** Accounts. */
@NullMarked
package dev.ecommercestack.user.account;

import org.jspecify.annotations.NullMarked;
