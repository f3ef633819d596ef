package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.SagaState;
import java.util.UUID;

/**
 * A saga that this instance works on.
 *
 * @param orderId whose
 * @param token proves that it still does
 * @param state where the saga stands
 * @param cancelRequested whether it is to be cancelled before anything else
 * @param overdue whether the order's deadline has passed
 */
record Claim(UUID orderId, UUID token, SagaState state, boolean cancelRequested, boolean overdue) {}
