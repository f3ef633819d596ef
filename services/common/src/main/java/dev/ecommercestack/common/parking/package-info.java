/** Messages that a service could not handle, and their second chance. */
@NullMarked
package dev.ecommercestack.common.parking;

import org.jspecify.annotations.NullMarked;
