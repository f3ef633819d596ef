/** Passwords of applications, which are files. */
@NullMarked
package dev.ecommercestack.platform.credentials;

import org.jspecify.annotations.NullMarked;
