/** Tests of the queue. */
@NullMarked
package dev.ecommercestack.event.queue;

import org.jspecify.annotations.NullMarked;
