/** Tests of the order entity. */
@NullMarked
package dev.ecommercestack.order.entity;

import org.jspecify.annotations.NullMarked;
