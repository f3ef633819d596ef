package dev.ecommercestack.order.saga;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a saga is looked at next, and by whom.
 *
 * @param attempts failures of its step so far
 * @param pause from now; null for never
 * @param lease the token of whoever goes on with it now; null for anybody
 */
record Plan(int attempts, @Nullable Duration pause, @Nullable UUID lease) {}
