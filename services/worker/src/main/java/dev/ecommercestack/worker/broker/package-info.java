/** Publishing to the job queues. */
@NullMarked
package dev.ecommercestack.worker.broker;

import org.jspecify.annotations.NullMarked;
