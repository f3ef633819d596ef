/** The gateway: the only entry point to the shop for clients. */
@NullMarked
package dev.ecommercestack.gateway;

import org.jspecify.annotations.NullMarked;
