/** Messages that a service could not handle, and their second chance. */
@NullMarked
package dev.ecommercestack.platform.parking;

import org.jspecify.annotations.NullMarked;
