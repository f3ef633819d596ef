/** Discounts that apply to whoever buys. */
@NullMarked
package dev.ecommercestack.event.discount;

import org.jspecify.annotations.NullMarked;
