/** The description of the HTTP interface. */
@NullMarked
package dev.ecommercestack.common.openapi;

import org.jspecify.annotations.NullMarked;
