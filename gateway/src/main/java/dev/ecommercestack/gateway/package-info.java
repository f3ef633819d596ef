/** The only door to the shop. */
@NullMarked
package dev.ecommercestack.gateway;

import org.jspecify.annotations.NullMarked;
