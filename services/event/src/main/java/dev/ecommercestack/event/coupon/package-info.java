/** Coupons: listed, held for an order, redeemed, released. */
@NullMarked
package dev.ecommercestack.event.coupon;

import org.jspecify.annotations.NullMarked;
