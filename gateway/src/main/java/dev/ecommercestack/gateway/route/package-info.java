/** Where requests go. */
@NullMarked
package dev.ecommercestack.gateway.route;

import org.jspecify.annotations.NullMarked;
