/** The rules for passwords and their hashing. */
@NullMarked
package dev.ecommercestack.user.password;

import org.jspecify.annotations.NullMarked;
