/** The chain of filters that every request passes before it is routed. */
@NullMarked
package dev.ecommercestack.gateway.filter;

import org.jspecify.annotations.NullMarked;
