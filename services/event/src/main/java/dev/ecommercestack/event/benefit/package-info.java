/** The reduction that a coupon or a discount gives. */
@NullMarked
package dev.ecommercestack.event.benefit;

import org.jspecify.annotations.NullMarked;
