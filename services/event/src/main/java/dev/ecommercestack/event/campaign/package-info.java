/** Coupon campaigns, and what every instance knows of them. */
@NullMarked
package dev.ecommercestack.event.campaign;

import org.jspecify.annotations.NullMarked;
