/** What a coupon or a discount takes off a price. */
@NullMarked
package dev.ecommercestack.event.benefit;

import org.jspecify.annotations.NullMarked;
