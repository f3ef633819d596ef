/** Writes the OpenAPI document of a service from its controllers. */
@NullMarked
package dev.ecommercestack.testing.openapi;

import org.jspecify.annotations.NullMarked;
