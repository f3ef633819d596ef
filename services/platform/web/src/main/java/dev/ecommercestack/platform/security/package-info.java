/** Who calls: bearer tokens, roles, and what they may reach. */
@NullMarked
package dev.ecommercestack.platform.security;

import org.jspecify.annotations.NullMarked;
