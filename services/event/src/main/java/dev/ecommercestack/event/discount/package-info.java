/** Discounts that apply to every order. */
@NullMarked
package dev.ecommercestack.event.discount;

import org.jspecify.annotations.NullMarked;
