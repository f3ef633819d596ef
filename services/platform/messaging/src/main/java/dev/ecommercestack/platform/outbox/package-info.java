/** Sends messages if, and only if, the transaction that wrote them commits. */
@NullMarked
package dev.ecommercestack.platform.outbox;

import org.jspecify.annotations.NullMarked;
