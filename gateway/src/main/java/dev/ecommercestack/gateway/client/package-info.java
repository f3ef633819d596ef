/** Calls of the gateway itself to services. */
@NullMarked
package dev.ecommercestack.gateway.client;

import org.jspecify.annotations.NullMarked;
