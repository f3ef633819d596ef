/** The description of the HTTP interface. */
@NullMarked
package dev.ecommercestack.platform.openapi;

import org.jspecify.annotations.NullMarked;
