/** How many requests a caller may make, and how many event streams it may have open. */
@NullMarked
package dev.ecommercestack.gateway.limit;

import org.jspecify.annotations.NullMarked;
