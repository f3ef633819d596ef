/** Mails to users who have won a coupon. */
@NullMarked
package dev.ecommercestack.event.mail;

import org.jspecify.annotations.NullMarked;
