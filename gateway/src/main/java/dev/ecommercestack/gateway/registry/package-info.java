/** The registry's dashboard, for administrators. */
@NullMarked
package dev.ecommercestack.gateway.registry;

import org.jspecify.annotations.NullMarked;
