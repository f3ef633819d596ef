/** Messages that nobody could handle, and their second chance. */
@NullMarked
package dev.ecommercestack.worker.parking;

import org.jspecify.annotations.NullMarked;
