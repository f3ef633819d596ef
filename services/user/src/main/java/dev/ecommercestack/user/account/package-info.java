/** Who somebody is. */
@NullMarked
package dev.ecommercestack.user.account;

import org.jspecify.annotations.NullMarked;
