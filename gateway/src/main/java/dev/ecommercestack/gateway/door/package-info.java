/** What every request passes before it reaches anything. */
@NullMarked
package dev.ecommercestack.gateway.door;

import org.jspecify.annotations.NullMarked;
