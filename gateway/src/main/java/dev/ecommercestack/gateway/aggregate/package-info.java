/** Responses that are composed of the responses of several services. */
@NullMarked
package dev.ecommercestack.gateway.aggregate;

import org.jspecify.annotations.NullMarked;
