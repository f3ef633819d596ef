/** The welcome mail: the job that is sent and the result that comes back. */
@NullMarked
package dev.ecommercestack.user.notification;

import org.jspecify.annotations.NullMarked;
