/** The rule by which an order is priced. It depends on no framework, database or broker. */
@NullMarked
package dev.ecommercestack.event.pricing;

import org.jspecify.annotations.NullMarked;
