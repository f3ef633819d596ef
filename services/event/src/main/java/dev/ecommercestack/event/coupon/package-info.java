/** Issued coupons: listed, held for an order, redeemed and released. */
@NullMarked
package dev.ecommercestack.event.coupon;

import org.jspecify.annotations.NullMarked;
