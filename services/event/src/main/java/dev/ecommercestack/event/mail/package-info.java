/** Mails about coupons. */
@NullMarked
package dev.ecommercestack.event.mail;

import org.jspecify.annotations.NullMarked;
