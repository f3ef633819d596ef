/** HTTP clients of the services product (stock) and event (prices and coupons). */
@NullMarked
package dev.ecommercestack.order.client;

import org.jspecify.annotations.NullMarked;
