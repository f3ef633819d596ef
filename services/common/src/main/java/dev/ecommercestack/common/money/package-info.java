/** Amounts of money in minor units. */
@NullMarked
package dev.ecommercestack.common.money;

import org.jspecify.annotations.NullMarked;
