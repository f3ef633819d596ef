/** Authentication by bearer tokens, and access rules by role. */
@NullMarked
package dev.ecommercestack.platform.security;

import org.jspecify.annotations.NullMarked;
