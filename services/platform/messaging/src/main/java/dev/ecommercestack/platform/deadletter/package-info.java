/** Dead-letter queues: messages that a service could not handle, and their replay. */
@NullMarked
package dev.ecommercestack.platform.deadletter;

import org.jspecify.annotations.NullMarked;
