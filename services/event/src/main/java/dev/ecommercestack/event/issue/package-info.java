/** Who gets a coupon: one writer per partition, in the order of the queue. */
@NullMarked
package dev.ecommercestack.event.issue;

import org.jspecify.annotations.NullMarked;
