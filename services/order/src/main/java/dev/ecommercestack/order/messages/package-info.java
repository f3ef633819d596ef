/** What order says to others, in the shape of contracts/schemas. */
@NullMarked
package dev.ecommercestack.order.messages;

import org.jspecify.annotations.NullMarked;
