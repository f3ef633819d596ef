/** Reports for the shop's owner. */
@NullMarked
package dev.ecommercestack.order.report;

import org.jspecify.annotations.NullMarked;
