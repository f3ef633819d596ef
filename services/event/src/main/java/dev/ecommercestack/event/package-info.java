/** The event service: campaigns, coupons, discounts and quotes. */
@NullMarked
package dev.ecommercestack.event;

import org.jspecify.annotations.NullMarked;
