package dev.ecommercestack.order.saga;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When the saga is due next, and which lease it has until then.
 *
 * @param attempts the number of failures of the current step, or repetitions of its payment job
 * @param delay the time from now until the saga is due; null if it is never due
 * @param leaseToken the token of the lease under which the next step is done at once; null if any
 *     instance may take the saga when it is due
 */
record NextAttempt(int attempts, @Nullable Duration delay, @Nullable UUID leaseToken) {}
