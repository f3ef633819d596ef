@NullMarked
package dev.ecommercestack.product.reservation;

import org.jspecify.annotations.NullMarked;
