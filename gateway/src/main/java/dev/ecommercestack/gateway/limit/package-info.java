/** How many requests an account or a client address may make, and how many streams it may open. */
@NullMarked
package dev.ecommercestack.gateway.limit;

import org.jspecify.annotations.NullMarked;
