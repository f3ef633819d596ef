/** Tests of what customers read in mails. */
@NullMarked
package dev.ecommercestack.order.messages;

import org.jspecify.annotations.NullMarked;
