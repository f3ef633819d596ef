/** What customers and administrators do with orders. */
@NullMarked
package dev.ecommercestack.order.api;

import org.jspecify.annotations.NullMarked;
