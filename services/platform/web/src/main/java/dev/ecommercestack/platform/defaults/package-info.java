/** Defaults that every service starts with. */
@NullMarked
package dev.ecommercestack.platform.defaults;

import org.jspecify.annotations.NullMarked;
