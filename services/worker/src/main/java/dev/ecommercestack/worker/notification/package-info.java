/** Notifications by mail. */
@NullMarked
package dev.ecommercestack.worker.notification;

import org.jspecify.annotations.NullMarked;
