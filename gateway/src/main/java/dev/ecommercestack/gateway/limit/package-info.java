/** How many requests a caller may make. */
@NullMarked
package dev.ecommercestack.gateway.limit;

import org.jspecify.annotations.NullMarked;
