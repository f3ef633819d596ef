/** Tests of what people and programs are answered. */
@NullMarked
package dev.ecommercestack.order.api;

import org.jspecify.annotations.NullMarked;
