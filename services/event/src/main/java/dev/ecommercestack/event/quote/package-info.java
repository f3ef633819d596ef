/** What an order costs. */
@NullMarked
package dev.ecommercestack.event.quote;

import org.jspecify.annotations.NullMarked;
