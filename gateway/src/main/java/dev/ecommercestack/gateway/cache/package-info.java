/** Responses that are the same for all clients, kept for a moment. */
@NullMarked
package dev.ecommercestack.gateway.cache;

import org.jspecify.annotations.NullMarked;
