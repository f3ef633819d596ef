/** Sign-up and login, with the throttle of failed logins. */
@NullMarked
package dev.ecommercestack.user.login;

import org.jspecify.annotations.NullMarked;
