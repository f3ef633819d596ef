/** Which passwords are accepted and how they are kept. */
@NullMarked
package dev.ecommercestack.user.password;

import org.jspecify.annotations.NullMarked;
