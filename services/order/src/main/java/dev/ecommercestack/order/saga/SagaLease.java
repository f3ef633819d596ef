package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.SagaState;
import java.util.UUID;

/**
 * The lease of a saga: this instance alone works on the saga until the lease expires.
 *
 * @param orderId the id of the order
 * @param token the token of the lease, which shows whether this instance still holds it
 * @param state the state of the saga
 * @param cancelRequested whether the order is to be cancelled before anything else is done
 * @param overdue whether the order's deadline has passed
 */
record SagaLease(
    UUID orderId, UUID token, SagaState state, boolean cancelRequested, boolean overdue) {}
