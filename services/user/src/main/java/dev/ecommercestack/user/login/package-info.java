/** Sign-up and login, with the throttle that makes guessing slow. */
@NullMarked
package dev.ecommercestack.user.login;

import org.jspecify.annotations.NullMarked;
