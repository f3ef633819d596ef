/** When the gateway may be sent requests. */
@NullMarked
package dev.ecommercestack.gateway.health;

import org.jspecify.annotations.NullMarked;
