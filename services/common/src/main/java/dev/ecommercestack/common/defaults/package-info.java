/** Defaults that every service starts with. */
@NullMarked
package dev.ecommercestack.common.defaults;

import org.jspecify.annotations.NullMarked;
