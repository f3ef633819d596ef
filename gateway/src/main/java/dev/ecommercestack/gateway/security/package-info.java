/** Authentication: the check of access tokens. */
@NullMarked
package dev.ecommercestack.gateway.security;

import org.jspecify.annotations.NullMarked;
