/** Writes the OpenAPI document of the shop from those of the services. */
@NullMarked
package dev.ecommercestack.gateway.openapi;

import org.jspecify.annotations.NullMarked;
