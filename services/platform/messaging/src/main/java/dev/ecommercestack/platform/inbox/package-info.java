/** Handles each message once, however often it is delivered. */
@NullMarked
package dev.ecommercestack.platform.inbox;

import org.jspecify.annotations.NullMarked;
