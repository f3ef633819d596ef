/** Tokens with which services call each other. */
@NullMarked
package dev.ecommercestack.user.servicetoken;

import org.jspecify.annotations.NullMarked;
